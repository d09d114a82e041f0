import type { ByteDevice } from "./devices.ts";

/** A client of a device in memory: what it was sent since it was asked last, and whether it was hung up. */
export interface Client {
  send(bytes: ArrayLike<number>): void;
  /** What has come since this was called last. */
  take(): number[];
  /** The same as text, a character a byte. */
  text(): string;
  readonly hungUp: boolean;
  close(): void;
}

/** Connects a test to a device. */
export function clientOf(device: ByteDevice): Client {
  let got: number[] = [];
  let hungUp = false;
  const connection = device.connect({
    send: (bytes) => {
      got.push(...bytes);
    },
    hangUp: () => {
      hungUp = true;
    },
  });
  const take = (): number[] => {
    const all = got;
    got = [];
    return all;
  };
  return {
    send: (bytes) => {
      connection.receive(Uint8Array.from(bytes));
    },
    take,
    text: () => Buffer.from(take()).toString("latin1"),
    get hungUp() {
      return hungUp;
    },
    close: () => {
      connection.close();
    },
  };
}
