import type { Reading } from "../readings/reading.ts";
import { fromJson } from "./payload-json.ts";
import { weightsFromProto } from "./payload-weights.ts";
import type { RecordedClock, RecordedEntry, RecordedGap, RecordedStatus } from "./recorded-input.ts";

/** Makes the entry of a message's bytes again; throws where they are not what the channel says. */
export type MessageReader = (data: Uint8Array) => RecordedEntry;

type Fields = Readonly<Record<string, unknown>>;
const decoder = new TextDecoder("utf-8", { fatal: true });

/** The reader of one channel by its metadata; `undefined` for a channel that is not Aisle's. */
export function messageReader(metadata: ReadonlyMap<string, string>, encoding: string): MessageReader | undefined {
  const device = metadata.get("device");
  const type = metadata.get("type");
  switch (metadata.get("role")) {
    case "reading": {
      const kind = metadata.get("kind");
      if (device === undefined || kind === undefined || type === undefined) return undefined;
      return readingReader(device, kind, type, encoding);
    }
    case "status":
      if (device === undefined) return undefined;
      return (data) => ({ kind: "device", type: "status", device, ...object(data) }) as RecordedStatus;
    case "clock":
      return (data) => ({ kind: "clock", type, ...object(data) }) as RecordedClock;
    case "gap":
      return (data) => ({ kind: "recorder", type: "gap", ...object(data) }) as RecordedGap;
    default:
      return undefined;
  }
}

function readingReader(device: string, kind: string, type: string, encoding: string): MessageReader {
  // The envelope has its keys in the order in which a hub stamps them.
  const reading = ({ at, receivedAt, run, seq, data }: Fields): Reading =>
    ({ device, kind, type, at, receivedAt, run, seq, data }) as unknown as Reading;
  if (encoding === "protobuf") return (data) => reading(weightsFromProto(data));
  if (kind === "camera" && type === "frame") {
    return (data) => {
      const { data: base64, format, ...stamp } = object(data);
      const bytes = Uint8Array.from(Buffer.from(String(base64), "base64"));
      return reading({ ...stamp, data: { format, bytes } });
    };
  }
  return (data) => reading(object(data));
}

/** Every message has a time, and that is how a damaged one is told from a whole one. */
function object(data: Uint8Array): Fields {
  const value = fromJson(decoder.decode(data));
  if (typeof value === "object" && value !== null && typeof (value as Fields)["at"] === "number")
    return value as Fields;
  throw new RangeError("a message without `at`");
}
