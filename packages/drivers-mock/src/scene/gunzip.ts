import { createGunzip, type Gunzip } from "node:zlib";
import { AisleError } from "@aisle/sdk";

/** Compressed bytes are handed over in pieces of this size; a damaged piece is gone through byte by byte. */
const pieceSize = 64 * 1024;
/** Unpacked bytes come in pieces of up to this size: a quarter of it costs half as much time again. */
const outputSize = 256 * 1024;

/**
 * Unpacks a gzip stream piece by piece, one piece ahead: zlib works on another core while the last piece is used. Of a
 * cut or corrupt one, everything before the damage is given first.
 *
 * @throws AisleError `scene-damaged` where the stream cannot be read any further.
 */
export function gunzip(open: () => AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void, undefined> {
  return oneAhead(unpacked(open));
}

async function* oneAhead(
  source: AsyncGenerator<Uint8Array, void, undefined>,
): AsyncGenerator<Uint8Array, void, undefined> {
  try {
    for (let coming = source.next(); ; ) {
      const { done, value } = await coming;
      if (done === true) return;
      coming = source.next();
      // It is asked for in the next turn; until then nobody hears of its error.
      coming.catch(() => undefined);
      yield value;
    }
  } finally {
    await source.return();
  }
}

async function* unpacked(open: () => AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void, undefined> {
  const inflater = new Inflater();
  let consumed = 0;
  let given = 0;
  try {
    for await (const piece of piecesOf(open())) {
      for (const bytes of await inflater.write(piece)) {
        given += bytes.length;
        yield bytes;
      }
      if (inflater.failure() !== undefined) break;
      consumed += piece.length;
    }
    if (inflater.failure() === undefined) {
      yield* await inflater.end();
      if (inflater.failure() === undefined) return;
    } else {
      // zlib drops what it had unpacked of the piece in which it finds the damage.
      yield* salvage(open(), consumed, given);
    }
  } finally {
    inflater.close();
  }
  throw damaged(inflater.failure());
}

/** Unpacks the stream again, the piece at `offset` byte by byte, and gives what lies behind `given` bytes. */
async function* salvage(
  input: AsyncIterable<Uint8Array>,
  offset: number,
  given: number,
): AsyncGenerator<Uint8Array, void, undefined> {
  const inflater = new Inflater();
  let position = 0;
  let before = given;
  try {
    for await (const piece of piecesOf(input)) {
      const step = position < offset ? piece.length : 1;
      for (let at = 0; at < piece.length && inflater.failure() === undefined; at += step) {
        for (const bytes of await inflater.write(piece.subarray(at, at + step))) {
          if (bytes.length > before) yield bytes.subarray(before);
          before -= Math.min(before, bytes.length);
        }
      }
      position += piece.length;
      if (inflater.failure() !== undefined) return;
    }
  } finally {
    inflater.close();
  }
}

async function* piecesOf(input: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void, undefined> {
  try {
    for await (const chunk of input) {
      for (let at = 0; at < chunk.length; at += pieceSize) yield chunk.subarray(at, at + pieceSize);
    }
  } catch (error) {
    throw damaged(error);
  }
}

function damaged(cause: unknown): AisleError {
  const why = cause instanceof Error ? cause.message : String(cause);
  return new AisleError("scene-damaged", why, { category: "input", remedy: "Copy or record the scene again.", cause });
}

/** A gunzip that says which output belongs to which input. */
class Inflater {
  readonly #zlib: Gunzip = createGunzip({ chunkSize: outputSize });
  #output: Uint8Array[] = [];
  #done: (() => void) | undefined;
  #ended = false;
  #error: Error | undefined;

  constructor() {
    this.#zlib.on("data", (bytes: Uint8Array) => this.#output.push(bytes));
    this.#zlib.on("error", (error: Error) => {
      this.#error = error;
      this.#done?.();
    });
    // Also when garbage follows the gzip data: zlib then ends and never calls a write back.
    this.#zlib.on("end", () => {
      this.#ended = true;
      this.#done?.();
    });
  }

  /** What stopped it, if anything has. */
  failure(): Error | undefined {
    return this.#error;
  }

  write(bytes: Uint8Array): Promise<readonly Uint8Array[]> {
    return this.#wait((done) => this.#zlib.write(bytes, done));
  }

  end(): Promise<readonly Uint8Array[]> {
    return this.#wait(() => this.#zlib.end());
  }

  close(): void {
    this.#zlib.destroy();
  }

  async #wait(start: (done: () => void) => void): Promise<readonly Uint8Array[]> {
    if (this.#ended || this.#error !== undefined) return [];
    await new Promise<void>((resolve) => {
      this.#done = resolve;
      // A write that fails is called back before its error is known.
      start(() => setImmediate(resolve));
    });
    const output = this.#output;
    this.#output = [];
    return output;
  }
}
