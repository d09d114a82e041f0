import { crc32 } from "node:zlib";
import { McapChunkBuilder, McapRecordBuilder, type McapTypes } from "@mcap/core";
import { ChannelBook } from "./channel-book.ts";
import { isReading, type RecordedEntry } from "./recorded-input.ts";

/** A name and what it says, as MCAP keeps facts about a recording. */
export interface MetadataRecord {
  readonly name: string;
  readonly metadata: ReadonlyMap<string, string>;
}

/**
 * The bytes of one MCAP file (https://mcap.dev/spec), made piece by piece. Chunks are not compressed, so that every
 * whole message of a file that was cut can still be read.
 */
export class Segment {
  readonly #records = new McapRecordBuilder();
  readonly #chunk = new McapChunkBuilder({ useMessageIndex: true });
  readonly #channels = new ChannelBook();
  readonly #chunkIndexes: McapTypes.ChunkIndex[] = [];
  readonly #metadataIndexes: McapTypes.MetadataIndex[] = [];
  readonly #counts = new Map<number, bigint>();
  #messages = 0n;
  #from = 0n;
  #to = 0n;
  /** Length of everything that was taken. */
  #size = 0;

  constructor(library: string, metadata: readonly MetadataRecord[]) {
    this.#records.writeMagic();
    this.#records.writeHeader({ profile: "", library });
    for (const { name, metadata: facts } of metadata) {
      const offset = BigInt(this.#records.length);
      const length = this.#records.writeMetadata({ name, metadata: new Map(facts) });
      this.#metadataIndexes.push({ name, offset, length });
    }
  }

  /** Bytes taken so far. */
  get size(): number {
    return this.#size;
  }

  /** Bytes that wait to be taken. */
  get waiting(): number {
    return this.#chunk.byteLength;
  }

  /** Adds one entry; throws where its data cannot be written, and nothing is added then. */
  add(entry: RecordedEntry): void {
    const { channel, data, newSchema, isNew } = this.#channels.encode(entry);
    if (newSchema !== undefined) this.#chunk.addSchema(newSchema);
    if (isNew) this.#chunk.addChannel(channel);
    const logTime = nanoseconds(isReading(entry) ? entry.receivedAt : entry.at);
    const sequence = isReading(entry) ? entry.seq % 4_294_967_296 : 0;
    this.#chunk.addMessage({ channelId: channel.id, sequence, logTime, publishTime: nanoseconds(entry.at), data });
    if (this.#messages === 0n || logTime < this.#from) this.#from = logTime;
    if (this.#messages === 0n || logTime > this.#to) this.#to = logTime;
    this.#messages += 1n;
    this.#counts.set(channel.id, (this.#counts.get(channel.id) ?? 0n) + 1n);
  }

  /** Closes the chunk and gives all that is new, to be written behind what was taken before. */
  take(): Uint8Array {
    if (this.#chunk.numMessages > 0) this.#writeChunk();
    return this.#flush();
  }

  /** Everything that makes it a whole file, with the indexes that viewers jump by. Nothing may be added after it. */
  end(): Uint8Array {
    if (this.#chunk.numMessages > 0) this.#writeChunk();
    this.#records.writeDataEnd({ dataSectionCrc: 0 });
    const start = this.#records.length;
    const summaryStart = BigInt(this.#size + start);
    for (const schema of this.#channels.schemas()) this.#records.writeSchema(schema);
    for (const channel of this.#channels.channels()) this.#records.writeChannel(channel);
    this.#records.writeStatistics({
      messageCount: this.#messages,
      schemaCount: this.#channels.schemas().length,
      channelCount: this.#channels.channels().length,
      attachmentCount: 0,
      metadataCount: this.#metadataIndexes.length,
      chunkCount: this.#chunkIndexes.length,
      messageStartTime: this.#from,
      messageEndTime: this.#to,
      channelMessageCounts: this.#counts,
    });
    for (const index of this.#metadataIndexes) this.#records.writeMetadataIndex(index);
    for (const index of this.#chunkIndexes) this.#records.writeChunkIndex(index);
    // The summary's checksum covers the footer too, up to the checksum itself.
    const footer = { summaryStart, summaryOffsetStart: 0n, summaryCrc: 0 };
    const head = new McapRecordBuilder();
    head.writeFooter(footer);
    const summaryCrc = crc32(head.buffer.subarray(0, -4), crc32(this.#records.buffer.subarray(start)));
    this.#records.writeFooter({ ...footer, summaryCrc });
    this.#records.writeMagic();
    return this.#flush();
  }

  #writeChunk(): void {
    const chunk = this.#chunk;
    const records = chunk.buffer;
    const size = BigInt(records.byteLength);
    const times = { messageStartTime: chunk.messageStartTime, messageEndTime: chunk.messageEndTime };
    const sizes = { compression: "", uncompressedSize: size };
    const chunkStartOffset = BigInt(this.#size + this.#records.length);
    const chunkLength = this.#records.writeChunk({ ...times, ...sizes, uncompressedCrc: crc32(records), records });
    const messageIndexOffsets = new Map<number, bigint>();
    const indexStart = this.#records.length;
    for (const index of chunk.indices) {
      if (index.records.length === 0) continue;
      messageIndexOffsets.set(index.channelId, BigInt(this.#size + this.#records.length));
      this.#records.writeMessageIndex(index);
    }
    const messageIndexLength = BigInt(this.#records.length - indexStart);
    this.#chunkIndexes.push({
      ...times,
      ...sizes,
      chunkStartOffset,
      chunkLength,
      messageIndexOffsets,
      messageIndexLength,
      compressedSize: size,
    });
    chunk.reset();
  }

  #flush(): Uint8Array {
    // A copy: the builder's memory is used again.
    const bytes = this.#records.buffer.slice();
    this.#records.reset();
    this.#size += bytes.length;
    return bytes;
  }
}

function nanoseconds(ms: number): bigint {
  const whole = Math.floor(ms);
  // A device's clock may be anywhere; MCAP knows no time before 1970.
  return whole < 0 ? 0n : BigInt(whole) * 1_000_000n + BigInt(Math.round((ms - whole) * 1_000_000));
}
