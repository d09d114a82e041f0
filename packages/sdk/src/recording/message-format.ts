import type { Reading } from "../readings/reading.ts";
import type { StatusReason } from "../status/status.ts";
import { entrySchemas, isPlainType, readingSchema } from "./json-schemas.ts";
import { toExactJson, toJson } from "./payload-json.ts";
import { weightsSchema, weightsToProto } from "./payload-weights.ts";
import { isReading, type RecordedEntry } from "./recorded-input.ts";

/** How the entries of one channel are written. */
export interface MessageFormat {
  readonly topic: string;
  readonly messageEncoding: "json" | "protobuf";
  readonly schema: { readonly name: string; readonly encoding: string; readonly data: Uint8Array };
  /** What a reader needs to make the entry again: its role, device, kind and type. */
  readonly metadata: Readonly<Record<string, string>>;
  /** The bytes of one entry; throws what JSON throws. */
  encode(entry: never): Uint8Array;
}

/** Entries with the same key share a channel. */
export function channelKey(entry: RecordedEntry): string {
  if (isReading(entry)) return `${entry.device}\n${entry.kind}\n${entry.type}`;
  return entry.kind === "device" ? entry.device : `\n${entry.kind}\n${entry.type}`;
}

/** The format of an entry and of all others with its key. */
export function formatOf(entry: RecordedEntry): MessageFormat {
  if (isReading(entry)) return readingFormat(entry);
  if (entry.kind === "device") {
    const { device } = entry;
    return json(
      `/${device}/status`,
      "aisle.status",
      entrySchemas.status,
      { role: "status", device },
      ({ at, status }: typeof entry) =>
        // What is wrong with settings may quote them, and a JSON text is not where a secret ends.
        JSON.stringify({
          at,
          status: "reason" in status ? { ...status, reason: withoutProblems(status.reason) } : status,
        }),
    );
  }
  if (entry.kind === "clock") {
    const metadata = { role: "clock", type: entry.type };
    return json(`/store/${entry.type}`, "aisle.clock", entrySchemas.clock, metadata, ({ at }: typeof entry) =>
      JSON.stringify({ at }),
    );
  }
  return json("/recorder/gap", "aisle.gap", entrySchemas.gap, { role: "gap" }, (gap: typeof entry) => {
    const { at, until, dropped, byDevice } = gap;
    return JSON.stringify({ at, until, dropped, byDevice });
  });
}

function readingFormat({ device, kind, type }: Reading): MessageFormat {
  const topic = `/${device}/${type}`;
  const metadata = { role: "reading", device, kind, type };
  if (kind === "weight-shelf" && type === "weights") {
    return { topic, messageEncoding: "protobuf", schema: weightsSchema, metadata, encode: weightsToProto };
  }
  if (kind === "camera" && type === "frame") {
    return json(topic, "foxglove.CompressedImage", entrySchemas.frame, metadata, frameToJson);
  }
  const write = isPlainType(kind, type) ? toJson : toExactJson;
  return json(topic, `aisle.${kind}.${type}`, readingSchema(kind, type), metadata, (reading: Reading) => {
    const { at, receivedAt, run, seq, data } = reading;
    return write({ at, receivedAt, run, seq, data });
  });
}

function frameToJson({ device, at, receivedAt, run, seq, data }: Extract<Reading, { type: "frame" }>): string {
  const sec = Math.floor(at / 1000);
  return JSON.stringify({
    timestamp: { sec, nsec: Math.round((at - sec * 1000) * 1_000_000) },
    frame_id: device,
    data: Buffer.from(data.bytes.buffer, data.bytes.byteOffset, data.bytes.byteLength).toString("base64"),
    format: data.format,
    at,
    receivedAt,
    run,
    seq,
  });
}

function withoutProblems({ code, message, remedy }: StatusReason): StatusReason {
  return { code, message, ...(remedy !== undefined && { remedy }) };
}

function json(
  topic: string,
  name: string,
  schema: object,
  metadata: Readonly<Record<string, string>>,
  write: (entry: never) => string,
): MessageFormat {
  return {
    topic,
    messageEncoding: "json",
    schema: { name, encoding: "jsonschema", data: Buffer.from(JSON.stringify(schema)) },
    metadata,
    encode: (entry: never) => Buffer.from(write(entry)),
  };
}
