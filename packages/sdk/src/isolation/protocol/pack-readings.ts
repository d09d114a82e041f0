/**
 * Readings in columns. In the clone of a list of objects every object brings its keys, and every typed array a view of
 * its own; a shelf of 200 plates says the same keys 4,000 times a second. Here each shape is said once a batch and all
 * floats lie in one array, which costs the host a third.
 */
export interface PackedReadings {
  readonly shapes: readonly Shape[];
  /** Which shape each emission has; -1 for one that is sent as it is. */
  readonly shapeOf: readonly number[];
  /** The values of all emissions, one after the other. Of an array of floats its length. */
  readonly values: readonly unknown[];
  readonly floats: Float32Array;
}

/** What readings of one type from one driver have in common. */
export interface Shape {
  readonly type: string;
  /** Whether they say `at`; it is then the first value. */
  readonly at: boolean;
  /** The keys of `data`, in order. */
  readonly keys: readonly string[];
  /** For each key whether it holds a `Float32Array`. */
  readonly isFloats: readonly boolean[];
}

type Fields = Readonly<Record<string, unknown>>;
const mostKeys = 16;

/** Packs emissions of drivers. Whatever is not the plain `{ type, data, at? }` of a reading goes as it is. */
export function packReadings(emissions: readonly unknown[]): PackedReadings {
  const shapes: Shape[] = [];
  const shapeOf: number[] = [];
  const values: unknown[] = [];
  const arrays: Float32Array[] = [];
  for (const emission of emissions) {
    const reading = asReading(emission);
    if (reading === undefined) {
      shapeOf.push(-1);
      values.push(emission);
      continue;
    }
    const { data, at } = reading;
    shapeOf.push(shapeIndex(shapes, reading));
    if (at !== undefined) values.push(at);
    for (const value of Object.values(data)) {
      if (value instanceof Float32Array) {
        arrays.push(value);
        values.push(value.length);
      } else values.push(value);
    }
  }
  return { shapes, shapeOf, values, floats: joined(arrays) };
}

/** Gives each emission of `packReadings` in order. Raises what broken columns raise: a `TypeError` or `RangeError`. */
export function unpackReadings(packed: PackedReadings, each: (emission: unknown, index: number) => void): void {
  const { shapes, shapeOf, values, floats } = packed;
  let next = 0;
  let nextFloat = 0;
  for (let index = 0; index < shapeOf.length; index += 1) {
    const shape = shapes[shapeOf[index]!];
    if (shape === undefined) {
      each(values[next], index);
      next += 1;
      continue;
    }
    const { type, keys, isFloats } = shape;
    const at = shape.at ? (values[next++] as number) : undefined;
    const data: Record<string, unknown> = {};
    for (let key = 0; key < keys.length; key += 1) {
      const value = values[next];
      next += 1;
      if (isFloats[key] === true) {
        const end = nextFloat + (value as number);
        // A copy: one reading that is kept must not keep the whole batch.
        data[keys[key]!] = floats.slice(nextFloat, end);
        nextFloat = end;
      } else data[keys[key]!] = value;
    }
    each(at === undefined ? { type, data } : { type, at, data }, index);
  }
}

/** Whether it can be what `packReadings` gave, as far as is cheap to see. */
export function isPacked(value: Fields): boolean {
  const { shapes, shapeOf, values, floats } = value;
  return (
    Array.isArray(shapeOf) &&
    Array.isArray(values) &&
    floats instanceof Float32Array &&
    Array.isArray(shapes) &&
    (shapes as readonly unknown[]).every(isShape)
  );
}

function isShape(value: unknown): boolean {
  const { type, keys, isFloats } = (typeof value === "object" && value !== null ? value : {}) as Partial<Shape>;
  return typeof type === "string" && Array.isArray(keys) && Array.isArray(isFloats) && keys.every(isSafeKey);
}

/** Written like this, the key would be the object's prototype. */
function isSafeKey(key: unknown): boolean {
  return typeof key === "string" && key !== "__proto__";
}

function asReading(
  emission: unknown,
): { readonly type: string; readonly at: number | undefined; readonly data: Fields } | undefined {
  if (!isPlain(emission)) return undefined;
  const { type, at, data } = emission;
  if (typeof type !== "string" || !isPlain(data) || (at !== undefined && typeof at !== "number")) return undefined;
  for (const key in emission) if (key !== "type" && key !== "data" && key !== "at") return undefined;
  const keys = Object.keys(data);
  return keys.length <= mostKeys && keys.every(isSafeKey) ? { type, at, data } : undefined;
}

function shapeIndex(
  shapes: Shape[],
  { type, at, data }: { type: string; at: number | undefined; data: Fields },
): number {
  const keys = Object.keys(data);
  const isFloats = keys.map((key) => data[key] instanceof Float32Array);
  const known = shapes.findIndex(
    (shape) =>
      shape.type === type &&
      shape.at === (at !== undefined) &&
      shape.keys.length === keys.length &&
      keys.every((key, index) => shape.keys[index] === key && shape.isFloats[index] === isFloats[index]),
  );
  return known >= 0 ? known : shapes.push({ type, at: at !== undefined, keys, isFloats }) - 1;
}

function joined(arrays: readonly Float32Array[]): Float32Array {
  const floats = new Float32Array(arrays.reduce((length, array) => length + array.length, 0));
  let end = 0;
  for (const array of arrays) {
    floats.set(array, end);
    end += array.length;
  }
  return floats;
}

function isPlain(value: unknown): value is Fields {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
