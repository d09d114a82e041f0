import type { Reading } from "@aisle/sdk";
import type { PlateModel, StoreModel } from "@aisle/sdk/store";
import { type SourceSettings, startBound } from "../order/index.ts";

/** What the store model knows about the devices: how fusion finds the place of a reading. */
export interface Places {
  /** Index in `model.cameras`, by device id. */
  readonly cameras: ReadonlyMap<string, number>;
  /** Index in `model.ceilings`, by device id. */
  readonly ceilings: ReadonlyMap<string, number>;
  /** Index in `model.shelves`, by device id. */
  readonly shelves: ReadonlyMap<string, number>;
  /** Of all shelves, by id. */
  readonly plates: ReadonlyMap<string, PlateModel>;
}

const indexById = (things: readonly { readonly id: string }[]): ReadonlyMap<string, number> =>
  new Map(things.map(({ id }, index) => [id, index]));

export function placesOf(model: StoreModel): Places {
  return {
    cameras: indexById(model.cameras),
    ceilings: indexById(model.ceilings),
    shelves: indexById(model.shelves),
    plates: new Map(model.shelves.flatMap(({ plates }) => plates.map((plate) => [plate.id, plate]))),
  };
}

/** The devices that fusion listens to, and how late each may always come. At one moment a scan goes before a passage. */
export function sourcesOf({ shelves, cameras, ceilings, gates }: StoreModel): readonly SourceSettings[] {
  const sources = new Map<string, SourceSettings>();
  const add = (id: string | undefined, turn: number, bound: number): void => {
    if (id !== undefined) sources.set(id, { id, turn, bound });
  };
  for (const { scanner } of gates) add(scanner, 0, startBound.other);
  for (const { id } of gates) add(id, 1, startBound.other);
  for (const { id } of [...cameras, ...ceilings]) add(id, 2, startBound.other);
  for (const { id } of shelves) add(id, 3, startBound.shelf);
  return [...sources.values()];
}

/** What is wrong with a reading. */
export interface Problem {
  /** What it is about: of each device it is told once. */
  readonly about: "time" | "place" | "plates" | "samples" | "dt";
  /** In words that name what was expected. */
  readonly problem: string;
}

/** What is wrong with a reading; `undefined` where nothing is. */
export function problemOf(reading: Reading, model: StoreModel, places: Places): Problem | undefined {
  if (!Number.isFinite(reading.at) || !Number.isFinite(reading.receivedAt)) {
    const problem = `its time is ${reading.at}, received at ${reading.receivedAt}; expected milliseconds since the epoch`;
    return { about: "time", problem };
  }
  const missing = placeMissing(reading, model, places);
  if (missing !== undefined) return { about: "place", problem: missing };
  return reading.kind === "weight-shelf" && reading.type === "weights"
    ? batchProblem(reading.data, model.shelves[places.shelves.get(reading.device)!]!.plates.length)
    : undefined;
}

/** A device that the store model does not know would be silent for ever, and nobody would know why. */
function placeMissing({ kind, type, device }: Reading, model: StoreModel, places: Places): string | undefined {
  if (kind === "weight-shelf" && !places.shelves.has(device)) return "the store model has no shelf of this id";
  if (type === "detections" && !places.cameras.has(device)) {
    return "the store model has no calibrated camera of this id";
  }
  if (type === "poses" && !places.ceilings.has(device)) {
    return "the store model has no pose sensor of this id under `ceilings`";
  }
  if (model.gates.length === 0) return undefined;
  if (type === "passage" && !model.gates.some(({ id }) => id === device)) {
    return "the store model has no gate of this id: its passages let nobody in or out";
  }
  if (type === "scan" && !model.gates.some(({ scanner }) => scanner === device)) {
    return "no gate of the store model names this scanner: its scans let nobody in";
  }
  return undefined;
}

type Weights = Extract<Reading, { kind: "weight-shelf"; type: "weights" }>["data"];

function batchProblem({ grams, samples, plates, dt }: Weights, expected: number): Problem | undefined {
  if (plates !== expected) {
    return { about: "plates", problem: `it has ${plates} plates; the store model has ${expected}` };
  }
  if (grams.length !== samples * plates || samples < 1) {
    const problem = `it has ${grams.length} values; expected ${samples} samples × ${plates} plates`;
    return { about: "samples", problem };
  }
  if (!(dt > 0 && dt < Number.POSITIVE_INFINITY)) {
    return { about: "dt", problem: `its dt is ${dt}; expected milliseconds from one sample to the next` };
  }
  return undefined;
}
