import type { DeviceFacts } from "@aisle/sdk";
import { type Audience, createAudience, type SaidByKind } from "../wire/audience.ts";
import type { HidDevice, HidLine } from "../wire/devices.ts";
import { createListeners } from "../wire/listeners.ts";

/** A HID POS barcode scanner, and the hand that holds codes before it. */
export interface HidScanner extends HidDevice {
  /** Reads a code: its AIM id of three characters, such as `]Q1`, and what is in it. How many connections heard of it. */
  scan(symbology: string, data: string): number;
  /** Hears each time that the host triggers the scanner; what it gives stops that. */
  onTrigger(listener: () => void): () => void;
  /** `scan`, however many reports one takes. */
  readonly said: SaidByKind;
}

/** What kind of a scanner it is. */
export interface HidScannerOptions {
  /** How its reports are laid out; there is one layout so far. */
  readonly profile?: "aim-64";
  /** Laid over what it says it is. */
  readonly facts?: DeviceFacts;
}

const reportId = 0x02;
const triggerId = 0x04;
const reportLength = 64;
/** Data in one report (bytes 5 to 60). */
const mostData = 56;
const defaultFacts = {
  usbVendorId: 0x1209,
  usbProductId: 0xa151,
  manufacturer: "Aisle",
  product: "Emulated HID scanner",
  serialNumber: "SCAN-1",
  hidUsagePage: 0x8c,
  hidUsage: 0x02,
};

/**
 * A scanner with reports of profile `aim-64` (USB HID Point of Sale usage tables v1.02, usage page 0x8C). Input report
 * 0x02: 1 length of data, 2–4 AIM id, 5–60 data, 61–62 the maker's symbology (0), 63 bit 0: more follows. Output report
 * 0x04, bit 0: trigger. Data goes out as UTF-8.
 */
export function hidScanner({ facts }: HidScannerOptions = {}): HidScanner {
  const audience: Audience<HidLine> = createAudience();
  const triggered = createListeners<undefined>();
  return {
    facts: { ...defaultFacts, ...facts },
    said: audience.said,
    onTrigger: (listener) => triggered.add(listener),
    scan(symbology, data) {
      const reports = reportsOf(symbology, new TextEncoder().encode(data));
      return audience.say("scan", (line) => {
        for (const report of reports) line.send(new Uint8Array(report));
      });
    },
    connect(line) {
      audience.join(line);
      return {
        receive: (report) => {
          if (report[0] === triggerId && ((report[1] ?? 0) & 1) === 1) triggered.tell(undefined);
        },
        feature: () => undefined,
        close: () => {
          audience.leave(line);
        },
      };
    },
  };
}

function reportsOf(symbology: string, data: Uint8Array): readonly Uint8Array[] {
  const count = Math.max(1, Math.ceil(data.length / mostData));
  return Array.from({ length: count }, (_, index) => {
    const part = data.subarray(index * mostData, (index + 1) * mostData);
    const report = new Uint8Array(reportLength);
    report[0] = reportId;
    report[1] = part.length;
    report.set(new TextEncoder().encode(symbology).subarray(0, 3), 2);
    report.set(part, 5);
    report[63] = index < count - 1 ? 1 : 0;
    return report;
  });
}
