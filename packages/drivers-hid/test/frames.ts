import type { DriverReading } from "@aisle/sdk";
import { scaleReport } from "../src/scale/reports.fixture.ts";
import { aimReport } from "../src/scanner/reports.fixture.ts";

/** Codes as they stand in one report each. */
export const scannerFrames = (
  [
    ["]E0", "4006381333931"],
    ["]E4", "96385074"],
    ["]Q1", "MEMBER-1 ä"],
    ["]C1", "019521234543213\u001d3103000123"],
  ] as const
).map(([symbology, data]) => ({
  bytes: aimReport({ aim: symbology, data }),
  readings: [{ type: "scan", data: { symbology, data } }] satisfies DriverReading<"barcode-scanner">[],
}));

function weight(grams: number, flags: number): DriverReading<"weight-shelf"> {
  return {
    type: "weights",
    data: { grams: Float32Array.of(grams), samples: 1, plates: 1, dt: 0, flags: Uint8Array.of(flags) },
  };
}

/** Weights, and what a scale says where there is none. */
export const scaleFrames = [
  { bytes: scaleReport(4, 2, -1, 1_234), readings: [weight(123.4, 1)] },
  { bytes: scaleReport(3, 2, -1, 900), readings: [weight(90, 0)] },
  { bytes: scaleReport(2, 2, -1, 0), readings: [weight(0, 1)] },
  { bytes: scaleReport(4, 11, -1, 352), readings: [weight(997.903214, 1)] },
  { bytes: scaleReport(6), readings: [weight(Number.NaN, 2)] },
  { bytes: scaleReport(5), readings: [weight(Number.NaN, 4)] },
];
