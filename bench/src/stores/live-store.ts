import { createSimulation, type SceneReading, type SimulationSettingsInput } from "@aisle/drivers-mock";
import type { EngineInput } from "@aisle/fusion";
import type { Reading } from "@aisle/sdk";
import type { CameraModel, StoreModel } from "@aisle/sdk/store";

const startsAt = 1_780_000_000_000;
const tickMs = 250;
/** Metres between stores that stand side by side. */
const apart = 2;

/** Simulated stores side by side that are one store to the engine, and live on as they are asked to. */
export interface LiveStore {
  readonly model: StoreModel;
  /** Everybody in and before the store now. */
  readonly people: number;
  /** What an engine hears up to so many seconds after the start; never twice. */
  readonly advance: (seconds: number) => readonly EngineInput[];
}

/** One store of all these; the parts have ids of their own. They are never all in memory: readings are made on the way. */
export function liveStore(parts: readonly SimulationSettingsInput[]): LiveStore {
  const simulations = parts.map((settings) => createSimulation({ ...settings, startsAt }));
  const sources = simulations.map((simulation) => simulation.readings()[Symbol.iterator]());
  const counts = new Map<string, number>();
  let tickAt = startsAt;
  return {
    model: sideBySide(simulations.map(({ store }) => store)),
    get people() {
      return simulations.reduce((sum, simulation) => sum + simulation.people().length, 0);
    },
    advance(seconds) {
      const until = startsAt + seconds * 1000;
      const inputs: { readonly arrived: number; readonly input: EngineInput }[] = [];
      for (const [part, source] of sources.entries()) {
        while (simulations[part]!.now < until) {
          const batch = source.next();
          if (batch.done === true) break;
          for (const reading of batch.value) {
            const input = stamped(reading, part, counts);
            inputs.push({ arrived: input.receivedAt, input });
          }
        }
      }
      for (tickAt += tickMs; tickAt <= until; tickAt += tickMs)
        inputs.push({ arrived: tickAt, input: { kind: "clock", type: "tick", at: tickAt } });
      tickAt -= tickMs;
      return inputs.sort((a, b) => a.arrived - b.arrived).map(({ input }) => input);
    },
  };
}

/** What the hub would make of it; device clocks of the simulation are a few ms off, and stay so. */
function stamped(
  { device, kind, receivedAt, reading }: SceneReading,
  part: number,
  counts: Map<string, number>,
): Reading {
  const id = named(part, device);
  const seq = (counts.get(id) ?? 0) + 1;
  counts.set(id, seq);
  const { type, data, at = receivedAt } = reading;
  return { device: id, kind, type, data, at, receivedAt, run: 1, seq } as Reading;
}

const named = (part: number, id: string): string => `${part}.${id}`;

function sideBySide(stores: readonly StoreModel[]): StoreModel {
  const widths = stores.map(({ floor }) => Math.max(...floor.map(([x]) => x)) + apart);
  const lefts = stores.map((_, part) => widths.slice(0, part).reduce((sum, width) => sum + width, 0));
  const depth = Math.max(...stores.flatMap(({ floor }) => floor.map(([, y]) => y)));
  const right = widths.reduce((sum, width) => sum + width, -apart);
  const each = <T>(of: (store: StoreModel, part: number, left: number) => readonly T[]): T[] =>
    stores.flatMap((store, part) => of(store, part, lefts[part] ?? 0));
  const planogram = new Map<string, string[]>();
  for (const [part, store] of stores.entries()) {
    for (const { gtin, plates } of store.planogram)
      planogram.set(gtin, [...(planogram.get(gtin) ?? []), ...plates.map((plate) => named(part, plate))]);
  }
  const products = new Map(each(({ products: own }) => own).map((product) => [product.gtin, product]));
  return {
    name: "side by side",
    currency: "EUR",
    floor: [
      [0, 0],
      [right, 0],
      [right, depth],
      [0, depth],
    ],
    zones: [],
    ceilings: [],
    gates: each(({ gates }, part, left) =>
      gates.map((gate) => ({
        ...gate,
        id: named(part, gate.id),
        at: [gate.at[0] + left, gate.at[1]],
        scanner: named(part, gate.scanner ?? ""),
      })),
    ),
    cameras: each(({ cameras }, part, left) => cameras.map((camera) => moved(camera, part, left))),
    shelves: each(({ shelves }, part, left) =>
      shelves.map((shelf) => ({
        ...shelf,
        id: named(part, shelf.id),
        plates: shelf.plates.map((plate) => ({
          ...plate,
          id: named(part, plate.id),
          center: [plate.center[0] + left, plate.center[1], plate.center[2]],
        })),
      })),
    ),
    products: [...products.values()],
    planogram: [...planogram].map(([gtin, plates]) => ({ gtin, plates })),
  };
}

/** The same camera over a place that is farther along x: t = t − R · shift. */
function moved(camera: CameraModel, part: number, left: number): CameraModel {
  const [a, b, c] = camera.t;
  const { R } = camera;
  return { ...camera, id: named(part, camera.id), t: [a - R[0][0] * left, b - R[1][0] * left, c - R[2][0] * left] };
}
