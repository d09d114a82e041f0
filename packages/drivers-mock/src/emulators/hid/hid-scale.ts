import type { CancelTimer, Clock, DeviceFacts } from "@aisle/sdk";
import { type Audience, createAudience, type SaidByKind } from "../wire/audience.ts";
import type { HidDevice, HidLine } from "../wire/devices.ts";

/** What keeps a HID scale from weighing. */
export type HidScaleTrouble = "fault" | "needs-calibration" | "needs-rezeroing";

/** A HID scale, and the hand that puts things on it. */
export interface HidScale extends HidDevice {
  /** Puts this much on the pan, in grams. Where it was another load, the scale is in motion for `motionMs` (500 unless told). */
  load(grams: number, motionMs?: number): void;
  /** Keeps it from weighing, or lets it weigh again. */
  trouble(what: HidScaleTrouble | undefined): void;
  /** `weight`: each report. */
  readonly said: SaidByKind;
}

/** What kind of a scale it is. */
export interface HidScaleOptions {
  readonly clock: Clock;
  /** Milliseconds between two reports, which it sends while somebody is connected; 200 unless told. */
  readonly every?: number;
  /** `g` unless told. */
  readonly unit?: keyof typeof units;
  /** Power of ten of a step in that unit; 0 unless told. */
  readonly exponent?: number;
  /** The most it weighs, in grams; 15,000 unless told. */
  readonly capacity?: number;
  /** Laid over what it says it is. */
  readonly facts?: DeviceFacts;
}

const reportId = 0x03;
/** Codes of units in the report, and grams in one. */
const units = {
  mg: { code: 1, grams: 0.001 },
  g: { code: 2, grams: 1 },
  kg: { code: 3, grams: 1_000 },
  oz: { code: 11, grams: 28.349523125 },
  lb: { code: 12, grams: 453.59237 },
} as const;
/** Output report that zeroes it: bit 1 of the report with this id (usage 0x81, Zero Scale). */
const zeroReport = { id: 0x02, bit: 2 } as const;
const Status = { stableAtZero: 2, inMotion: 3, stable: 4, underZero: 5, overLimit: 6 } as const;
const troubles = { fault: 1, "needs-calibration": 7, "needs-rezeroing": 8 } as const satisfies Record<
  HidScaleTrouble,
  number
>;
const defaultFacts = {
  usbVendorId: 0x1209,
  usbProductId: 0xa15d,
  manufacturer: "Aisle",
  product: "Emulated HID scale",
  serialNumber: "SCALE-1",
  hidUsagePage: 0x8d,
  hidUsage: 0x20,
};

/**
 * A scale with the data report of USB HID Point of Sale v1.02, usage page 0x8D: id 0x03, 1 status (1 fault, 2 stable at
 * zero, 3 in motion, 4 stable, 5 under zero, 6 over limit, 7 needs calibration, 8 needs re-zeroing), 2 unit, 3 power of
 * ten (int8), 4–5 weight (uint16, little-endian; without a sign, so 0 where it is under zero). Output report 0x02 with bit 1
 * zeroes it while it is stable.
 */
export function hidScale(options: HidScaleOptions): HidScale {
  const { clock, every = 200, unit = "g", exponent = 0, capacity = 15_000, facts } = options;
  const audience: Audience<HidLine> = createAudience();
  const step = units[unit].grams * 10 ** exponent;
  let grams = 0;
  /** What lay on it when it was zeroed last. */
  let zeroAt = 0;
  let stableAt = Number.NEGATIVE_INFINITY;
  let wrong: HidScaleTrouble | undefined;
  let cancel: CancelTimer | undefined;

  const status = (steps: number): number => {
    if (wrong !== undefined) return troubles[wrong];
    if (grams > capacity || steps > 0xffff) return Status.overLimit;
    if (steps < 0) return Status.underZero;
    if (clock.now() < stableAt) return Status.inMotion;
    return steps === 0 ? Status.stableAtZero : Status.stable;
  };
  const report = (): Uint8Array => {
    const steps = Math.round((grams - zeroAt) / step);
    const shown = wrong === undefined ? Math.max(0, Math.min(0xffff, steps)) : 0;
    return Uint8Array.of(reportId, status(steps), units[unit].code, exponent & 0xff, shown & 0xff, shown >> 8);
  };
  const stream = (): void => {
    cancel = clock.schedule(every, stream);
    audience.say("weight", (line) => {
      line.send(report());
    });
  };

  return {
    facts: { ...defaultFacts, ...facts },
    said: audience.said,
    load(next, motionMs = 500) {
      if (next !== grams) stableAt = clock.now() + motionMs;
      grams = next;
    },
    trouble(what) {
      wrong = what;
    },
    connect(line) {
      audience.join(line);
      cancel ??= clock.schedule(every, stream);
      return {
        receive: ([id, bits = 0]) => {
          // As real ones do, it zeroes nothing that moves.
          if (id === zeroReport.id && (bits & zeroReport.bit) !== 0 && clock.now() >= stableAt) zeroAt = grams;
        },
        feature: () => undefined,
        close: () => {
          audience.leave(line);
          if (audience.size > 0) return;
          cancel?.();
          cancel = undefined;
        },
      };
    },
  };
}
