import { toReason } from "../errors/reason.ts";
import { McapScanner } from "./mcap-scanner.ts";
import { type MessageReader, messageReader } from "./message-reader.ts";
import type { RecordedEntry } from "./recorded-input.ts";
import type { MetadataRecord } from "./segment.ts";

/** A part of a recording that could not be read; what is after it is read all the same, but for a cut file. */
export interface RecordingIssue {
  readonly file: string;
  /** Bytes from the start of the file. */
  readonly offset: number;
  readonly problem: "cut-file" | "damaged-file" | "damaged-chunk" | "compressed-chunk" | "malformed-message";
  readonly message: string;
}

/** What a file holds, as it is found. */
export interface FileContent {
  /** Everything since the piece before. The list is new each time. */
  readonly entries: readonly RecordedEntry[];
  /** All that was found up to here. */
  readonly metadata: readonly MetadataRecord[];
}

/** No more malformed messages than this are told of, a file. */
const mostMalformed = 100;

/** Reads one MCAP file piece by piece. Channels that are not Aisle's are passed over. */
export async function* readFile(
  file: string,
  bytes: AsyncIterable<Uint8Array>,
  onIssue: (issue: RecordingIssue) => void,
): AsyncGenerator<FileContent, void, undefined> {
  const metadata: MetadataRecord[] = [];
  const channels = new Map<number, MessageReader | undefined>();
  let entries: RecordedEntry[] = [];
  let read = 0;
  let malformed = 0;
  const scanner = new McapScanner({
    schema: () => undefined,
    channel: (id, _schema, encoding, facts) => channels.set(id, messageReader(facts, encoding)),
    message(channelId, data) {
      const decode = channels.get(channelId);
      if (decode === undefined) return;
      try {
        entries.push(decode(data));
      } catch (thrown) {
        malformed += 1;
        if (malformed > mostMalformed) return;
        onIssue({ file, offset: read, problem: "malformed-message", message: toReason(thrown).message });
      }
    },
    metadata: (name, facts) => metadata.push({ name, metadata: facts }),
    damage: (problem, offset, message) => {
      onIssue({ file, offset, problem, message });
    },
  });
  const take = (): FileContent => {
    const taken = entries;
    entries = [];
    return { entries: taken, metadata };
  };
  for await (const piece of bytes) {
    scanner.push(piece);
    read += piece.length;
    yield take();
  }
  scanner.end();
  yield take();
}
