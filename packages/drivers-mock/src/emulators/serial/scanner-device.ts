import { type Audience, createAudience, type SaidByKind } from "../wire/audience.ts";
import type { ByteDevice, ByteLine } from "../wire/devices.ts";
import { createListeners } from "../wire/listeners.ts";

/** A barcode scanner on a serial line, and the hand that holds codes before it. */
export interface ScannerDevice extends ByteDevice {
  /**
   * Reads a code: its AIM id, such as `]Q1`, and what is in it. How many connections heard of it: 0 is a scan that is
   * lost for good, and counted so.
   */
  scan(symbology: string, data: string): number;
  /** Hears each time that the host triggers the scanner; what it gives stops that. */
  onTrigger(listener: () => void): () => void;
  /** `scan`. */
  readonly said: SaidByKind;
}

/** How the scanner is set up. Texts go out as UTF-8. */
export interface ScannerDeviceOptions {
  /** Before the AIM id; nothing unless told. */
  readonly prefix?: string;
  /** After the data; `\r\n` unless told. */
  readonly suffix?: string;
  /** What the host sends to trigger it; 0x16 0x54 0x0D unless told. Empty: it has no such command. */
  readonly trigger?: Uint8Array;
}

/** Makes a scanner that says what it reads as `]Q1MEMBER-1\r\n`. */
export function scannerDevice(options: ScannerDeviceOptions = {}): ScannerDevice {
  const { prefix = "", suffix = "\r\n", trigger = Uint8Array.of(0x16, 0x54, 0x0d) } = options;
  const audience: Audience<ByteLine> = createAudience();
  const triggered = createListeners<undefined>();
  return {
    said: audience.said,
    scan: (symbology, data) => {
      const bytes = new TextEncoder().encode(`${prefix}${symbology}${data}${suffix}`);
      return audience.say("scan", (line) => {
        line.send(bytes);
      });
    },
    onTrigger: (listener) => triggered.add(listener),
    connect(line) {
      audience.join(line);
      let tail: Uint8Array = new Uint8Array(0);
      return {
        receive(bytes) {
          if (trigger.length === 0) return;
          let rest = Buffer.concat([tail, bytes]);
          for (let at = rest.indexOf(trigger); at >= 0; at = rest.indexOf(trigger)) {
            rest = rest.subarray(at + trigger.length);
            triggered.tell(undefined);
          }
          // Of what may still become a trigger, no more than can belong to one.
          tail = Uint8Array.from(rest.subarray(Math.max(0, rest.length - trigger.length + 1)));
        },
        close() {
          audience.leave(line);
        },
      };
    },
  };
}
