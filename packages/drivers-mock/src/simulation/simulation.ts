import type { StoreModel } from "@aisle/sdk/store";
import type { ReadingSource } from "../playback/index.ts";
import type { SceneReading, TruthInteraction, TruthReceipt } from "../scene/index.ts";
import { createCamera } from "./cameras/index.ts";
import { createPoseSensor } from "./ceiling/index.ts";
import { type Chance, createChance } from "./chance/index.ts";
import { createDelivery } from "./delivery/index.ts";
import { createGate } from "./gates/index.ts";
import { makeStore, planFloor, surveyed } from "./layout/index.ts";
import { createArrivals, pace, stepCrowd, type World } from "./people/index.ts";
import { refused } from "./refused.ts";
import { resolveSettings, type SimulationSettings, type SimulationSettingsInput } from "./settings.ts";
import { createStockroom } from "./shelves/index.ts";
import { createLedger, type TruthListener } from "./truth/index.ts";

/** How to build a simulated store. */
export interface SimulationOptions extends SimulationSettingsInput, TruthListener {
  /** When its time starts, ms since the epoch. */
  readonly startsAt: number;
  /** When its readings end, ms since the epoch; never unless told. */
  readonly until?: number | undefined;
  /** Nobody comes any more from then on, ms since the epoch. */
  readonly arrivalsUntil?: number | undefined;
}

/** Somebody in or before the simulated store, as they really are. Metres. */
export interface SimulatedPerson {
  readonly person: string;
  /** `null` for somebody who slipped in without one. */
  readonly credential: string | null;
  readonly x: number;
  readonly y: number;
  /** Units they hold or have in their bag. */
  readonly units: number;
}

/** A living store: its readings, and the truth to compare with. */
export interface Simulation extends ReadingSource {
  /** The store as it was measured: calibration and catalogue may be a little wrong. */
  readonly store: StoreModel;
  /** The store's time up to which the readings have been made, ms since the epoch. */
  readonly now: number;
  /**
   * Batches in order of arrival, made while they are pulled. There is one store and one time:
   * iterating again goes on where the last iteration stopped.
   */
  readings(): Iterable<readonly SceneReading[]>;
  /** `admit` and `setMode` of a gate, `tare` of a shelf. Others are refused with `simulation-command-refused`. */
  command(device: string, name: string, input: unknown): void;
  /** The last receipts as they should be, the newest at the end; at most 100. */
  readonly receipts: readonly TruthReceipt[];
  /** What hands really did lately, the newest at the end; at most 500. */
  readonly interactions: readonly TruthInteraction[];
  /** Who is in and before the store now. */
  people(): readonly SimulatedPerson[];
  /** Units since the start, and where they are: `supplied = onPlates + held + carriedOut`. */
  units(): { readonly supplied: number; readonly onPlates: number; readonly held: number; readonly carriedOut: number };
}

/** One step of the world, ms: it divides the intervals of cameras (100). */
const tickMs = 20;
const ticksPerBatch = 2;
const positionEveryMs = 200;

/**
 * Builds a store and lets people live in it. The same options give the same readings, byte for byte, as long as the
 * same commands come at the same points of the stream.
 * Raises `simulation-settings-invalid`.
 */
export function createSimulation(options: SimulationOptions): Simulation {
  const { startsAt, until, arrivalsUntil, onReceipt, onInteraction, onPosition, ...input } = options;
  const settings = resolveSettings(input);
  const { difficulty } = settings;
  const chance = createChance(settings.seed);
  const plan = planFloor(settings.aisles, settings.bays, settings.platesPerLevel);
  const store = makeStore(plan, settings, chance.fork("store"));
  const delivery = createDelivery(difficulty, chance.fork("delivery"));
  const stockroom = createStockroom(store, difficulty, chance.fork("stockroom"), delivery, settings);
  const gates = plan.gates.map((place) => createGate(place, settings, delivery, chance.fork(place.id)));
  const cameras = store.cameras.map((camera) =>
    createCamera(camera, plan.solids, difficulty, chance.fork(camera.id), delivery, tickMs),
  );
  const ceilings = store.ceilings.map((sensor) =>
    createPoseSensor(sensor, plan, difficulty, chance.fork(sensor.id), delivery),
  );
  const people = chance.fork("people");
  const odds = new Map<keyof SimulationSettings, Chance>();
  const ledger = createLedger({ onReceipt, onInteraction, onPosition });
  const world: World = {
    now: startsAt,
    store,
    plan,
    settings,
    stockroom,
    gates,
    ledger,
    chance: people,
    odds(kind) {
      const known = odds.get(kind) ?? people.fork(kind);
      odds.set(kind, known);
      return known;
    },
    people: [],
  };
  const arrivals = createArrivals(world, arrivalsUntil ?? Number.POSITIVE_INFINITY);
  let nextPositionAt = startsAt;

  const tick = (): void => {
    world.now += tickMs;
    const { now, people } = world;
    arrivals.tick();
    stepCrowd(people, plan, now, tickMs);
    for (const gate of gates) gate.tick(now);
    stockroom.tick(
      now,
      people.map((person) => ({ x: person.x, y: person.y, pace: pace(person) })),
    );
    for (const camera of cameras) camera.tick(now, people);
    for (const ceiling of ceilings) ceiling.tick(now, people);
    if (now < nextPositionAt) return;
    nextPositionAt = now + positionEveryMs;
    for (const person of people) ledger.position(person.id, now, person.x, person.y);
  };

  return {
    store: surveyed(store, settings, chance.fork("survey")),
    startsAt,
    get now() {
      return world.now;
    },
    *readings() {
      while (until === undefined || world.now < until) {
        for (let step = 0; step < ticksPerBatch; step++) tick();
        const batch = delivery.take(world.now);
        if (batch.length > 0) yield batch;
      }
    },
    command(device, name, commandInput) {
      const gate = gates.find((candidate) => candidate.place.id === device);
      const shelf = stockroom.shelves.find((candidate) => candidate.model.id === device);
      if (gate !== undefined) gate.command(name, commandInput, world.now);
      else if (shelf !== undefined && name === "tare")
        shelf.rebaseline(platesToTare(commandInput, shelf.plates.length), "tare", world.now);
      else
        throw refused(
          `The simulated store has nothing at ${device} that takes ${name}.`,
          "Send admit or setMode to a gate of the simulated store, or tare to one of its shelves.",
        );
    },
    receipts: ledger.receipts,
    interactions: ledger.interactions,
    people: () =>
      world.people.map(({ id, party, x, y, basket }) => ({
        person: id,
        credential: party.credential,
        x,
        y,
        units: basket.length,
      })),
    units: () => ({
      supplied: stockroom.supplied,
      onPlates: stockroom.spots.reduce((sum, spot) => sum + spot.plate.units.length, 0),
      held: world.people.reduce((sum, person) => sum + person.basket.length, 0),
      carriedOut: ledger.carriedOut,
    }),
  };
}

function platesToTare(input: unknown, count: number): readonly number[] {
  const all = Array.from({ length: count }, (_, index) => index);
  const wish = typeof input === "object" && input !== null && "plates" in input ? input.plates : undefined;
  if (wish === undefined) return all;
  const listed: readonly unknown[] = Array.isArray(wish) ? wish : [];
  const plates = all.filter((plate) => listed.includes(plate));
  if (plates.length > 0 && plates.length === listed.length) return plates;
  throw refused(
    `tare({ plates: ${JSON.stringify(wish)} }) names plates that are not there; plates are numbered 0 to ${count - 1}.`,
    "Give indices in the store model's order, or leave `plates` out for all of them.",
  );
}
