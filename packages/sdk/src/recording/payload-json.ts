/** The key of an object that stands for a value that JSON has no word for. No data may have it as a key of its own. */
const mark = "$aisle";

const typedArrays = {
  Uint8Array,
  Int8Array,
  Uint16Array,
  Int16Array,
  Uint32Array,
  Int32Array,
  Float32Array,
  Float64Array,
} as const;

/**
 * Writes data of the built-in kinds as JSON. `null` in the text may stand for a number that JSON does not know; only
 * then is everything looked at closely, which costs several times as much.
 */
export function toJson(value: unknown): string {
  const text = JSON.stringify(value);
  return text.includes("null") ? toExactJson(value) : text;
}

/** Writes anything made of plain objects, arrays, typed arrays and numbers so that `fromJson` gives the same again. */
export function toExactJson(value: unknown): string {
  return JSON.stringify(value, function exactly(this: Readonly<Record<string, unknown>>, key, part: unknown) {
    if (typeof part === "number" && !Number.isFinite(part)) return { [mark]: "number", value: String(part) };
    if (typeof part === "bigint") return { [mark]: "bigint", value: part.toString() };
    // Not `part`: a Buffer has been turned into something else already.
    const view = this[key];
    if (!ArrayBuffer.isView(view) || view instanceof DataView) return part;
    const bytes = Buffer.from(view.buffer, view.byteOffset, view.byteLength);
    return { [mark]: nameOf(view), value: bytes.toString("base64") };
  });
}

/** Reads what either of them has written. */
export function fromJson(text: string): unknown {
  if (!text.includes(mark)) return JSON.parse(text) as unknown;
  return JSON.parse(text, (_, part: unknown) => {
    if (typeof part !== "object" || part === null || !(mark in part)) return part;
    const { [mark]: type, value } = part as { readonly [mark]: unknown; readonly value: unknown };
    if (typeof value !== "string") return part;
    if (type === "number") return Number(value);
    if (type === "bigint") return BigInt(value);
    const make = Object.hasOwn(typedArrays, String(type)) ? typedArrays[type as keyof typeof typedArrays] : undefined;
    // A copy of its own: a small Buffer shares its memory with others.
    return make === undefined ? part : new make(Uint8Array.from(Buffer.from(value, "base64")).buffer);
  }) as unknown;
}

function nameOf(view: ArrayBufferView): string {
  // A Buffer is a Uint8Array to whoever reads it back.
  return view instanceof Uint8Array ? "Uint8Array" : view.constructor.name;
}
