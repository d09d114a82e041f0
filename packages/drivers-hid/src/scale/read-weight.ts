import { PlateFlag } from "@aisle/sdk";
import { gramsPerUnit } from "./units.ts";

/** What a scale said: grams (`NaN` where there is no weight), and `PlateFlag` bits. */
export interface Weight {
  readonly grams: number;
  readonly flags: number;
  /** It says of itself that its weight is exactly nothing. */
  readonly zero?: true;
  /** What it needs before it can weigh. */
  readonly fault?: "fault" | "calibration" | "re-zeroing";
}

/** Bytes of a data report, its id included. */
const reportBytes = 6;
/** No scale says more decimals or zeros than this; what does is noise. */
const largestScaling = 9;
/** No plate holds more (g): ten tonnes. */
const heaviest = 10_000_000;

/** Section 4 of the tables, usages 0x71 to 0x78 from 1 on. */
const status = { fault: 1, zero: 2, motion: 3, stable: 4, under: 5, over: 6, calibration: 7, rezeroing: 8 } as const;

/**
 * Reads a scale's data report (USB HID Point of Sale Usage Tables 1.02, section 4, "Scale Data Report"): id, status,
 * unit, scaling as a power of ten (signed), weight (16 bits, low byte first). The weight has no sign, so under zero
 * there is none to be told. `undefined` for a report of another id, words for one that is not what it should be.
 */
export function readWeight(report: Uint8Array, reportId: number): Weight | string | undefined {
  if (report.length === 0) return "an empty report";
  if (report[0] !== reportId) return undefined;
  if (report.length < reportBytes) return `a report of ${report.length} bytes, expected ${reportBytes}`;
  switch (report[1]) {
    case status.fault:
      return { grams: Number.NaN, flags: PlateFlag.Fault, fault: "fault" };
    case status.calibration:
      return { grams: Number.NaN, flags: PlateFlag.Fault, fault: "calibration" };
    case status.rezeroing:
      return { grams: Number.NaN, flags: PlateFlag.Fault, fault: "re-zeroing" };
    case status.under:
      return { grams: Number.NaN, flags: PlateFlag.Under };
    case status.over:
      return { grams: Number.NaN, flags: PlateFlag.Over };
    case status.zero:
    case status.stable:
    case status.motion: {
      const grams = readGrams(report);
      if (typeof grams === "string") return grams;
      if (report[1] === status.motion) return { grams, flags: 0 };
      return { grams, flags: PlateFlag.Stable, ...(report[1] === status.zero && { zero: true }) };
    }
    default:
      return `a status of ${report[1] ?? 0}, which there is not`;
  }
}

function readGrams(report: Uint8Array): number | string {
  const view = new DataView(report.buffer, report.byteOffset, report.byteLength);
  const unit = gramsPerUnit.get(view.getUint8(2));
  if (unit === undefined) return `a unit of ${view.getUint8(2)}, which is not known`;
  const scaling = view.getInt8(3);
  if (Math.abs(scaling) > largestScaling) return `a scaling of ${scaling}, at most ${largestScaling} makes sense`;
  const raw = view.getUint16(4, true) * unit;
  // Powers of ten from 1 up are exact; their inverses are not.
  const grams = scaling < 0 ? raw / Number(`1e${-scaling}`) : raw * Number(`1e${scaling}`);
  return grams <= heaviest ? grams : `${grams} g, at most ${heaviest} makes sense`;
}
