type Schema = Readonly<Record<string, unknown>>;

const number: Schema = { type: "number" };
const text: Schema = { type: "string" };
const flag: Schema = { type: "boolean" };
const anything: Schema = {};
const list = (items: Schema): Schema => ({ type: "array", items });
const object = (properties: Readonly<Record<string, Schema>>): Schema => ({ type: "object", properties });

const seen = (more: Readonly<Record<string, Schema>>): Schema =>
  object({
    objects: list(object({ id: anything, score: number, ...more, head: list(number), wrists: list(list(number)) })),
  });

/** The data of the built-in readings that are written as JSON, so that viewers know what can be plotted. */
const dataOf: Readonly<Record<string, Schema>> = {
  "camera/detections": seen({ class: text, box: list(number) }),
  "camera/poses": seen({}),
  "camera/crossing": object({ line: text, direction: text, object: anything }),
  "camera/count": object({ counter: text, value: number }),
  "turnstile/authorised": object({ direction: text, key: text }),
  "turnstile/passage": object({ phase: text, direction: text }),
  "turnstile/counters": object({ in: number, out: number }),
  "turnstile/mode": object({ mode: text }),
  "turnstile/alarm": object({ alarm: text, active: flag }),
  "barcode-scanner/scan": object({ symbology: text, data: text }),
  "weight-shelf/rebaselined": object({ plates: list(number), cause: text }),
};

const reason = object({ code: text, message: text, remedy: text });

/** JSON schemas of the messages that are no readings. */
export const entrySchemas = {
  status: object({
    at: number,
    status: object({ state: text, since: number, attempt: number, nextRetryAt: number, reason }),
  }),
  clock: object({ at: number }),
  gap: object({ at: number, until: number, dropped: number, byDevice: object({}) }),
  /** Foxglove's own `CompressedImage`, with the reading's stamp beside it, so that its image panel shows frames. */
  frame: object({
    timestamp: object({ sec: { type: "integer" }, nsec: { type: "integer" } }),
    frame_id: text,
    data: { type: "string", contentEncoding: "base64" },
    format: text,
    at: number,
    receivedAt: number,
    run: number,
    seq: number,
  }),
} as const;

/** Whether it is a reading that we know, whose data is plain JSON. */
export function isPlainType(kind: string, type: string): boolean {
  return Object.hasOwn(dataOf, `${kind}/${type}`);
}

/** The JSON schema of a reading; of kinds that a package has added only the stamp is known. */
export function readingSchema(kind: string, type: string): Schema {
  const data = isPlainType(kind, type) ? dataOf[`${kind}/${type}`] : undefined;
  return object({ at: number, receivedAt: number, run: number, seq: number, data: data ?? anything });
}
