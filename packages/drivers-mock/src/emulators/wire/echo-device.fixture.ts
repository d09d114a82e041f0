import type { ByteDevice, ByteLine } from "./devices.ts";

/** A device that says back what it is told, and lets a test speak for it. */
export interface EchoDevice extends ByteDevice {
  /** Whoever is connected now. */
  readonly lines: ReadonlySet<ByteLine>;
  /** Everything that was received, oldest first, as text. */
  readonly heard: readonly string[];
  /** How many connections have come, and gone. */
  readonly counts: { readonly came: number; readonly went: number };
  say(text: string): void;
}

/** Makes a device that says back what it is told. */
export function echoDevice(greeting = ""): EchoDevice {
  const lines = new Set<ByteLine>();
  const heard: string[] = [];
  const counts = { came: 0, went: 0 };
  return {
    lines,
    heard,
    counts,
    say(text) {
      for (const line of [...lines]) line.send(Buffer.from(text));
    },
    connect(line) {
      counts.came += 1;
      lines.add(line);
      if (greeting !== "") line.send(Buffer.from(greeting));
      return {
        receive(bytes) {
          heard.push(Buffer.from(bytes).toString());
          line.send(bytes);
        },
        close() {
          counts.went += 1;
          lines.delete(line);
        },
      };
    },
  };
}
