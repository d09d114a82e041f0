import { z } from "zod";
import type { BarcodeScannerReadings } from "../../readings/barcode-scanner.ts";
import type { CameraReadings } from "../../readings/camera.ts";
import type { TurnstileReadings } from "../../readings/turnstile.ts";
import type { WeightShelfReadings } from "../../readings/weight-shelf.ts";

/** A schema for each type of reading of a kind. */
type Shapes<Readings> = { readonly [Type in keyof Readings]: z.ZodType };

const direction = z.enum(["in", "out"]);
const finite = z.number();
const pixel = z.tuple([finite, finite]);
const point = z.tuple([finite, finite, finite]);
const id = z.union([z.string(), z.number()]);
const score = z.number().min(0).max(1);

const camera: Shapes<CameraReadings> = {
  detections: z.strictObject({
    objects: z.array(
      z.strictObject({
        id: id.optional(),
        class: z.string().optional(),
        box: z.tuple([finite, finite, z.number().nonnegative(), z.number().nonnegative()]),
        score,
        head: pixel.optional(),
        wrists: z.array(pixel).optional(),
      }),
    ),
  }),
  poses: z.strictObject({
    objects: z.array(z.strictObject({ id: id.optional(), score, head: point, wrists: z.array(point).optional() })),
  }),
  crossing: z.strictObject({ line: z.string(), direction, object: id.optional() }),
  count: z.strictObject({ counter: z.string(), value: finite }),
  frame: z.strictObject({ format: z.literal("jpeg"), bytes: z.instanceof(Uint8Array) }),
};

const turnstile: Shapes<TurnstileReadings> = {
  authorised: z.strictObject({ direction, key: z.string().optional() }),
  passage: z.strictObject({ phase: z.enum(["started", "completed", "timed-out", "reverted", "forced"]), direction }),
  counters: z.strictObject({ in: z.number().nonnegative(), out: z.number().nonnegative() }),
  mode: z.strictObject({ mode: z.enum(["controlled", "free-in", "free-out", "free", "locked"]) }),
  alarm: z.strictObject({ alarm: z.enum(["fire", "tamper", "fault"]), active: z.boolean() }),
};

const scanner: Shapes<BarcodeScannerReadings> = {
  scan: z.strictObject({
    symbology: z.string().regex(/^\][A-Za-z][0-9A-Za-z]$/, "expected an AIM symbology identifier, such as ]E0"),
    data: z.string(),
  }),
};

const shelf: Shapes<WeightShelfReadings> = {
  weights: z
    .strictObject({
      grams: z.instanceof(Float32Array),
      samples: z.number().int().positive(),
      plates: z.number().int().positive(),
      dt: z.number().nonnegative(),
      flags: z.instanceof(Uint8Array).optional(),
    })
    .refine(({ grams, samples, plates }) => grams.length === samples * plates, "expected samples × plates values")
    .refine(({ flags, plates }) => flags === undefined || flags.length === plates, "expected one flag a plate"),
  rebaselined: z.strictObject({ plates: z.array(z.number().int().nonnegative()), cause: z.enum(["tare", "zero"]) }),
};

const shapes: ReadonlyMap<string, ReadonlyMap<string, z.ZodType>> = new Map(
  Object.entries({ camera, turnstile, "barcode-scanner": scanner, "weight-shelf": shelf }).map(([kind, ofKind]) => [
    kind,
    new Map(Object.entries(ofKind)),
  ]),
);

/**
 * What is wrong with a reading, looked at to its last field, where the hub only looks at its frame. Of kinds that a
 * package has added nothing is known.
 */
export function readingProblem(reading: {
  readonly kind: string;
  readonly type: string;
  readonly data: unknown;
}): string | undefined {
  const ofKind = shapes.get(reading.kind);
  if (ofKind === undefined) return undefined;
  const shape = ofKind.get(reading.type);
  if (shape === undefined) return `a ${reading.kind} has no reading "${reading.type}"`;
  const result = shape.safeParse(reading.data);
  if (result.success) return undefined;
  const { path, message } = result.error.issues[0]!;
  return `${[reading.type, ...path].join(".")}: ${message}`;
}
