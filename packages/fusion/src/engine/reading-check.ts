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

/** What is wrong with a reading, in words that name what was expected; `undefined` where nothing is. */
export function problemOf(reading: Reading, model: StoreModel, places: Places): string | undefined {
  if (!Number.isFinite(reading.at) || !Number.isFinite(reading.receivedAt)) {
    return `its time is ${reading.at}, received at ${reading.receivedAt}; expected milliseconds since the epoch`;
  }
  if (reading.kind === "weight-shelf" && reading.type === "weights") {
    const shelf = places.shelves.get(reading.device);
    if (shelf === undefined) return "the store model has no shelf of this id";
    const { grams, samples, plates, dt } = reading.data;
    const expected = model.shelves[shelf]!.plates.length;
    if (plates !== expected) return `it has ${plates} plates; the store model has ${expected}`;
    if (grams.length !== samples * plates || samples < 1) {
      return `it has ${grams.length} values; expected ${samples} samples × ${plates} plates`;
    }
    if (!(dt > 0 && dt < Number.POSITIVE_INFINITY))
      return `its dt is ${dt}; expected milliseconds from one sample to the next`;
  }
  if (reading.kind === "camera" && reading.type === "detections" && !places.cameras.has(reading.device)) {
    return "the store model has no calibrated camera of this id";
  }
  if (reading.kind === "camera" && reading.type === "poses" && !places.ceilings.has(reading.device)) {
    return "the store model has no pose sensor of this id under `ceilings`";
  }
  return undefined;
}
