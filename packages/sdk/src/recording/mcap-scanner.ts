import { crc32 } from "node:zlib";
import { ByteReader } from "./byte-reader.ts";

/** What a scanner finds, in the order of the file. */
export interface McapListener {
  schema(id: number, name: string, encoding: string): void;
  channel(id: number, schemaId: number, messageEncoding: string, metadata: ReadonlyMap<string, string>): void;
  /** `data` is a view that is good only during the call. */
  message(channelId: number, data: Uint8Array): void;
  metadata(name: string, metadata: ReadonlyMap<string, string>): void;
  /** Something that could not be read, at so many bytes from the start. */
  damage(
    problem: "cut-file" | "damaged-file" | "damaged-chunk" | "compressed-chunk",
    offset: number,
    what: string,
  ): void;
}

const magic = Uint8Array.of(0x89, 0x4d, 0x43, 0x41, 0x50, 0x30, 0x0d, 0x0a);
/** Longer records than this are damage. */
const longestRecord = 128 * 1024 * 1024;
/** Opcode and length. */
const recordHead = 9;
const op = { header: 1, schema: 3, channel: 4, message: 5, chunk: 6, metadata: 12, dataEnd: 15 } as const;

/**
 * Reads an MCAP file (https://mcap.dev/spec) from its first byte on, in pieces of any size, without its index; so it
 * reads a file that was cut to its last whole message, also within a chunk. A chunk whose checksum is wrong is skipped.
 */
export class McapScanner {
  readonly #listener: McapListener;
  #buffer = new Uint8Array(64 * 1024);
  #start = 0;
  #end = 0;
  /** Where `#start` stands in the file. */
  #offset = 0;
  #state: "magic" | "records" | "done" = "magic";

  constructor(listener: McapListener) {
    this.#listener = listener;
  }

  push(piece: Uint8Array): void {
    if (this.#state === "done") return;
    this.#append(piece);
    if (this.#state === "magic") this.#readMagic();
    while (this.#state === "records" && this.#readRecord()) continue;
  }

  /** The file has no more bytes. */
  end(): void {
    const waiting = this.#end - this.#start;
    if (this.#state === "done") return;
    if (this.#state === "records" && this.#buffer[this.#start] === op.chunk && waiting > recordHead) {
      const rest = this.#buffer.subarray(this.#start + recordHead, this.#end);
      try {
        this.#readChunk(rest, true);
      } catch {
        // The cut went through the chunk's own head: there is nothing in it yet.
      }
    }
    this.#listener.damage(
      "cut-file",
      this.#offset + waiting,
      "it ends without an index, as after a kill or a full disk",
    );
    this.#state = "done";
  }

  #readMagic(): void {
    if (this.#end - this.#start < magic.length) return;
    const found = this.#buffer.subarray(this.#start, this.#start + magic.length);
    if (found.every((byte, index) => byte === magic[index])) {
      this.#skip(magic.length);
      this.#state = "records";
    } else this.#damaged("it does not begin as an MCAP file does");
  }

  /** Gives whether a whole record was there. */
  #readRecord(): boolean {
    if (this.#end - this.#start < recordHead) return false;
    const head = new ByteReader(this.#buffer.subarray(this.#start, this.#end));
    const opcode = head.uint8();
    const length = head.uint64();
    if (opcode === 0 || length > longestRecord) {
      this.#damaged(`there is no record (opcode ${opcode}, ${length} bytes)`);
      return false;
    }
    if (this.#end - this.#start < recordHead + length) return false;
    const from = this.#start + recordHead;
    try {
      this.#take(opcode, this.#buffer.subarray(from, from + length));
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      this.#listener.damage("damaged-chunk", this.#offset, `record ${opcode} is shorter than what it holds`);
    }
    this.#skip(recordHead + length);
    return true;
  }

  #take(opcode: number, content: Uint8Array): void {
    if (opcode === op.chunk) this.#readChunk(content, false);
    else if (opcode === op.dataEnd) this.#state = "done";
    else this.#takePlain(opcode, new ByteReader(content));
  }

  #takePlain(opcode: number, record: ByteReader): void {
    switch (opcode) {
      case op.schema:
        this.#listener.schema(record.uint16(), record.text(), record.text());
        break;
      case op.channel: {
        const id = record.uint16();
        const schemaId = record.uint16();
        record.text();
        this.#listener.channel(id, schemaId, record.text(), record.texts());
        break;
      }
      case op.message: {
        const channelId = record.uint16();
        record.skip(4 + 8 + 8);
        this.#listener.message(channelId, record.rest());
        break;
      }
      case op.metadata:
        this.#listener.metadata(record.text(), record.texts());
        break;
    }
  }

  #readChunk(content: Uint8Array, isCut: boolean): void {
    const chunk = new ByteReader(content);
    chunk.skip(8 + 8 + 8);
    const crc = chunk.uint32();
    const compression = chunk.text();
    const length = chunk.uint64();
    if (compression !== "") {
      const what = `a chunk is compressed with ${compression}; rewrite the file without compression`;
      this.#listener.damage("compressed-chunk", this.#offset, what);
      return;
    }
    const records = chunk.rest().subarray(0, length);
    if (!isCut && crc !== 0 && crc32(records) !== crc) {
      this.#listener.damage("damaged-chunk", this.#offset, `a chunk of ${length} bytes has a wrong checksum`);
      return;
    }
    const inner = new ByteReader(records);
    while (inner.left >= recordHead) {
      const opcode = inner.uint8();
      const size = inner.uint64();
      if (size > inner.left) return;
      this.#takePlain(opcode, new ByteReader(inner.bytes(size)));
    }
  }

  #damaged(what: string): void {
    this.#listener.damage("damaged-file", this.#offset, what);
    this.#state = "done";
  }

  #skip(bytes: number): void {
    this.#start += bytes;
    this.#offset += bytes;
  }

  #append(piece: Uint8Array): void {
    this.#reserve(this.#end - this.#start + piece.length);
    this.#buffer.set(piece, this.#end);
    this.#end += piece.length;
  }

  /** Makes room for so many bytes from `#start` on. */
  #reserve(bytes: number): void {
    if (this.#start + bytes <= this.#buffer.length) return;
    const waiting = this.#buffer.subarray(this.#start, this.#end);
    if (bytes > this.#buffer.length) {
      const grown = new Uint8Array(Math.max(bytes, Math.min(2 * this.#buffer.length, 64 * 1024 * 1024)));
      grown.set(waiting);
      this.#buffer = grown;
    } else this.#buffer.copyWithin(0, this.#start, this.#end);
    this.#end = waiting.length;
    this.#start = 0;
  }
}
