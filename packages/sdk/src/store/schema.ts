import * as z from "zod";

// Every message is a phrase that follows "expected": the problems of a store file are built from them.
const text = (expected: string) => z.string({ error: expected }).min(1, { error: expected });
const number = (expected: string) => z.number({ error: expected });
const above0 = (expected: string) => z.number({ error: expected }).positive({ error: expected });
const count = (expected: string) => z.int({ error: expected }).positive({ error: expected });
const object = <S extends z.ZodRawShape>(shape: S, expected: string) =>
  z.strictObject(shape, { error: (issue) => (issue.code === "invalid_type" ? expected : undefined) });
const list = <T extends z.ZodType>(item: T, expected: string) => z.array(item, { error: expected });

const metres = number("a finite number of metres");
const point = z.tuple([metres, metres], { error: "[x, y] in metres" });
const polygon = list(point, "a list of points").min(3, { error: "at least 3 points" });
const id = text("an id (text)");

const unit = z
  .tuple([number("a finite number"), number("a finite number")], { error: "a unit vector [x, y]" })
  .refine(([x, y]) => Math.abs(Math.hypot(x, y) - 1) < 1e-3, { error: "a unit vector [x, y] of length 1" });

const cell = number("a finite number");
const row = z.tuple([cell, cell, cell], { error: "a row of 3 numbers" });
const matrix = z.tuple([row, row, row], { error: "3 rows of 3 numbers" });
type Rows = z.infer<typeof matrix>;

const rotation = matrix.refine(isRotation, {
  error: "a rotation matrix (rows of length 1, at right angles, determinant 1, each within 0.01)",
});
const intrinsics = matrix.refine(isIntrinsics, {
  error: "intrinsics [[fx, s, cx], [0, fy, cy], [0, 0, 1]] in pixels with fx and fy above 0",
});

const gtin = z
  .string({ error: "a GTIN of 8 to 14 digits, in quotes" })
  .regex(/^\d{8,14}$/, { error: "a GTIN of 8 to 14 digits" });
const moment = number("milliseconds since the Unix epoch");

/** The formats that are read: our own, and the one of scenes, which are the same but for the name. */
export const storeFormats = ["aisle-store/1", "store-scene/1"] as const;

const units = object(
  {
    length: z.literal("m", { error: '"m": lengths are in metres' }),
    mass: z.literal("g", { error: '"g": masses are in grams' }),
    time: z.string({ error: "words about time" }).optional(),
    price: z.string({ error: "words about prices" }).optional(),
  },
  "the units",
);

const zone = object({ id, polygon }, "a zone");
const gate = object(
  { id, at: point, inward: unit, width: above0("metres above 0"), scanner: text("the id of a scanner").optional() },
  "a gate",
);
const camera = object(
  {
    id,
    width: count("a whole number of pixels above 0"),
    height: count("a whole number of pixels above 0"),
    fps: above0("frames a second, above 0"),
    K: intrinsics,
    R: rotation,
    t: z.tuple([metres, metres, metres], { error: "[x, y, z] in metres" }),
  },
  "a camera",
);
const ceiling = object({ id, fps: above0("frames a second, above 0") }, "a pose sensor");
const plate = object(
  {
    id,
    center: z.tuple([metres, metres, metres], { error: "[x, y, z] in metres" }),
    size: z.tuple([above0("metres above 0"), above0("metres above 0")], { error: "[width, depth] in metres" }),
    facing: unit,
  },
  "a plate",
);
const shelf = object(
  {
    id,
    rateHz: above0("samples a second, above 0"),
    plates: list(plate, "a list of plates").min(1, { error: "at least one plate" }),
  },
  "a shelf",
);
const product = object(
  {
    gtin,
    name: z.string({ error: "a name (text)" }),
    weight: above0("grams above 0"),
    weightSd: z.number({ error: "grams, 0 or more" }).min(0, { error: "grams, 0 or more" }),
    unitPrice: z.int({ error: "whole minor units of the currency, 0 or more" }).min(0, {
      error: "whole minor units of the currency, 0 or more",
    }),
  },
  "a product",
);
const facing = object(
  { gtin, plates: list(id, "a list of plate ids").min(1, { error: "at least one plate id" }) },
  "where a product lies",
);

/** The shape of a store file; what only holds between its parts is checked in `cross-checks.ts`. */
export const storeFileSchema = object(
  {
    format: z.enum(storeFormats, { error: `"${storeFormats.join('" or "')}"` }),
    name: text("the store's name"),
    units: units.optional(),
    currency: z
      .string({ error: "an ISO 4217 code such as EUR" })
      .regex(/^[A-Z]{3}$/, { error: "an ISO 4217 code such as EUR" }),
    opensAt: moment.optional(),
    closesAt: moment.optional(),
    floor: polygon,
    zones: list(zone, "a list of zones").default([]),
    gates: list(gate, "a list of gates").default([]),
    cameras: list(camera, "a list of cameras").default([]),
    ceilings: list(ceiling, "a list of pose sensors").default([]),
    shelves: list(shelf, "a list of shelves").default([]),
    products: list(product, "a list of products").default([]),
    planogram: list(facing, "a list of facings").default([]),
  },
  "a store (an object)",
);

function isRotation(rows: Rows): boolean {
  const [a, b, c] = rows;
  const near = (value: number, wanted: number): boolean => Math.abs(value - wanted) <= 1e-2;
  return (
    near(dot(a, a), 1) &&
    near(dot(b, b), 1) &&
    near(dot(c, c), 1) &&
    near(dot(a, b), 0) &&
    near(dot(a, c), 0) &&
    near(dot(b, c), 0) &&
    near(dot(a, [b[1] * c[2] - b[2] * c[1], b[2] * c[0] - b[0] * c[2], b[0] * c[1] - b[1] * c[0]]), 1)
  );
}

function dot(a: readonly [number, number, number], b: readonly [number, number, number]): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

function isIntrinsics([first, second, third]: Rows): boolean {
  return first[0] > 0 && second[1] > 0 && second[0] === 0 && third[0] === 0 && third[1] === 0 && third[2] === 1;
}
