const arrays = { Float32Array, Float64Array, Uint8Array, Uint16Array, Uint32Array, Int16Array, Int32Array } as const;

/** What a reading says, without its stamps. */
export interface PlainReading {
  readonly type: string;
  readonly data: unknown;
}

/** A reading as one line of JSON: the same reading gives the same line, and no bit of a typed array is lost. */
export function encodeReading({ type, data }: PlainReading): string {
  return JSON.stringify({ type, data: plain(data) });
}

/** The readings as lines. */
export function encodeReadings(readings: readonly PlainReading[]): readonly string[] {
  return readings.map(encodeReading);
}

/** The first difference between what came and what was expected, in words; nothing when there is none. */
export function difference(came: readonly PlainReading[], expected: readonly PlainReading[]): string | undefined {
  const [left, right] = [encodeReadings(came), encodeReadings(expected)];
  const at = right.findIndex((line, index) => line !== left[index]);
  if (at === -1 && left.length === right.length) return undefined;
  const index = at === -1 ? right.length : at;
  const short = (line: string | undefined): string => line?.slice(0, 160) ?? "nothing";
  return `reading ${index + 1} of ${right.length}: expected ${short(right[index])}, got ${short(left[index])}`;
}

/** Keys in order, typed arrays as their bytes (every machine that Node runs on stores the lowest byte first). */
function plain(value: unknown): unknown {
  if (ArrayBuffer.isView(value)) {
    const name = Object.keys(arrays).find((each) => value instanceof arrays[each as keyof typeof arrays]);
    const bytes = Buffer.from(value.buffer, value.byteOffset, value.byteLength);
    return { $array: name ?? "bytes", base64: bytes.toString("base64") };
  }
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(
      Object.entries(value)
        .filter(([, field]) => field !== undefined)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([key, field]) => [key, plain(field)]),
    );
  }
  return typeof value === "number" && !Number.isFinite(value) ? { $number: String(value) } : value;
}
