import { Observable, Subject } from "rxjs";
import type { ByteTransport } from "../transports/transports.ts";

/** A stream of bytes under a test's hand, for `tcp` and `serial`. It can be opened again after it was lost. */
export interface FakeByteTransport extends ByteTransport {
  /** The device says this; a string goes out as UTF-8. Nobody hears it who does not listen yet. */
  feed(bytes: Uint8Array | string): void;
  /** The connection breaks with this. */
  fail(error: unknown): void;
  /** The other side closes the connection. */
  complete(): void;
  /** What was written, oldest first. */
  readonly writes: readonly Uint8Array[];
  /** What was written, as UTF-8. */
  readonly written: string;
  /** Called with each write, to answer it; may throw to fail it. */
  onWrite: (bytes: Uint8Array) => void | Promise<void>;
}

/** Makes a stream of bytes that a test feeds. */
export function fakeByteTransport(): FakeByteTransport {
  let bytes = new Subject<Uint8Array>();
  const writes: Uint8Array[] = [];
  const replace = (): Subject<Uint8Array> => {
    const old = bytes;
    bytes = new Subject();
    return old;
  };
  const fake: FakeByteTransport = {
    bytes$: new Observable((subscriber) => bytes.subscribe(subscriber)),
    async write(data, options) {
      options?.signal?.throwIfAborted();
      writes.push(data.slice());
      await fake.onWrite(data);
    },
    feed(data) {
      bytes.next(typeof data === "string" ? new TextEncoder().encode(data) : data.slice());
    },
    fail(error) {
      replace().error(error);
    },
    complete() {
      replace().complete();
    },
    writes,
    get written() {
      return writes.map((data) => new TextDecoder().decode(data)).join("");
    },
    onWrite: () => undefined,
  };
  return fake;
}
