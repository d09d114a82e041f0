import { show } from "../errors/show.ts";
import type { BarcodeScannerReadings } from "./barcode-scanner.ts";
import type { CameraReadings } from "./camera.ts";
import type { TurnstileReadings } from "./turnstile.ts";
import type { WeightShelfReadings } from "./weight-shelf.ts";

/** For each type of reading, whether data that should be of that type is, as far as it is cheap to see. */
type Checks<Readings> = {
  readonly [Type in keyof Readings]: (data: { readonly [Field in keyof Readings[Type]]?: unknown }) => boolean;
};

const isDirection = (value: unknown): boolean => value === "in" || value === "out";

const camera: Checks<CameraReadings> = {
  detections: ({ objects }) => Array.isArray(objects),
  poses: ({ objects }) => Array.isArray(objects),
  crossing: ({ line, direction }) => typeof line === "string" && isDirection(direction),
  count: ({ counter, value }) => typeof counter === "string" && Number.isFinite(value),
  frame: ({ bytes }) => bytes instanceof Uint8Array,
};
const turnstile: Checks<TurnstileReadings> = {
  authorised: ({ direction }) => isDirection(direction),
  passage: ({ phase, direction }) => typeof phase === "string" && isDirection(direction),
  counters: (data) => Number.isFinite(data.in) && Number.isFinite(data.out),
  mode: ({ mode }) => typeof mode === "string",
  alarm: ({ alarm, active }) => typeof alarm === "string" && typeof active === "boolean",
};
const scanner: Checks<BarcodeScannerReadings> = {
  scan: ({ symbology, data }) => typeof symbology === "string" && typeof data === "string",
};
const shelf: Checks<WeightShelfReadings> = {
  weights: ({ grams, samples, plates, dt, flags }) =>
    grams instanceof Float32Array &&
    grams.length === Number(samples) * Number(plates) &&
    Number.isFinite(dt) &&
    (flags === undefined || (flags instanceof Uint8Array && flags.length === plates)),
  rebaselined: ({ plates }) => Array.isArray(plates),
};

type Check = (data: Readonly<Record<string, unknown>>) => boolean;
const checksOf: ReadonlyMap<string, ReadonlyMap<string, Check>> = new Map(
  Object.entries({ camera, turnstile, "barcode-scanner": scanner, "weight-shelf": shelf }).map(([kind, checks]) => [
    kind,
    new Map(Object.entries(checks) as [string, Check][]),
  ]),
);

/** What is wrong with an emission of a driver, or `undefined`. */
export type ShapeCheck = (emission: unknown) => string | undefined;

/**
 * The cheap check that every emission of a device of this kind passes before it becomes a reading: the frame of the
 * built-in kinds' data, not each object in it. Of kinds that a package has added only the envelope is known.
 */
export function shapeCheck(kind: string): ShapeCheck {
  const checks = checksOf.get(kind);
  return (emission) => {
    if (typeof emission !== "object" || emission === null) return `expected a reading, got ${show(emission)}`;
    const { type, at, data } = emission as { readonly type?: unknown; readonly at?: unknown; readonly data?: unknown };
    if (typeof type !== "string") return `expected a reading with a type, got type ${show(type)}`;
    if (at !== undefined && !Number.isFinite(at))
      return `expected "at" of ${type} in ms since the epoch, got ${show(at)}`;
    if (checks === undefined) return undefined;
    const check = checks.get(type);
    if (check === undefined)
      return `a ${kind} has no reading "${type.slice(0, 40)}", only ${[...checks.keys()].join(", ")}`;
    if (typeof data !== "object" || data === null) return `expected data of ${type} to be an object, got ${show(data)}`;
    return check(data as Readonly<Record<string, unknown>>)
      ? undefined
      : `the data of ${type} has not the shape of its type`;
  };
}
