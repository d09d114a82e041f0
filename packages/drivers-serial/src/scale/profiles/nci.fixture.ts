import { PlateFlag } from "@aisle/sdk";
import type { ScaleFixture } from "./scale-fixture.fixture.ts";

const told = (zero: "done" | "refused") => ({ told: { zero } });

/** Made from the status tables of NCI 6702 and Ohaus Aviator 7000, and the formats of Weigh-Tronix 7821; not recorded. */
export const nciFixture: ScaleFixture = [
  ["\n  1.234kg\r\n00\r\x03", { type: "sample", grams: 1_234, flags: PlateFlag.Stable, ...told("refused") }],
  ["\n02.500LB\r\nS00\r\x03", { type: "sample", grams: 1_133.980925, flags: PlateFlag.Stable, ...told("refused") }],
  [
    "\n -0.010kg\r\n01\r\x03",
    { type: "sample", grams: -10, flags: PlateFlag.Stable | PlateFlag.Under, ...told("refused") },
  ],
  // In motion: a status alone, or a weight that is not stable.
  ["\nS10\r\x03", { type: "sample", grams: Number.NaN, flags: 0, ...told("refused") }],
  ["\n  1.234kg\r\n10\r\x03", { type: "sample", grams: 1_234, flags: 0, ...told("refused") }],
  ["\n^^^^^^\r\n02\r\x03", { type: "sample", grams: Number.NaN, flags: PlateFlag.Over, ...told("refused") }],
  ["\n______\r\n01\r\x03", { type: "sample", grams: Number.NaN, flags: PlateFlag.Under, ...told("refused") }],
  // At zero, as after Z; a third byte follows.
  ["\n20\r\x03", { type: "sample", grams: Number.NaN, flags: 0, ...told("done") }],
  ["\n20p0\r\x03", { type: "noise" }],
  ["\n0p0\r\x03", { type: "sample", grams: Number.NaN, flags: 0, ...told("refused") }],
  // Faulty calibration.
  ["\n  1.234kg\r\n08\r\x03", { type: "sample", grams: Number.NaN, flags: PlateFlag.Fault, ...told("refused") }],
  ["\n?\r\x03", { type: "refused" }],
  ["\n  1.234st\r\n00\r\x03", { type: "noise" }],
  ["\n  1.2.4kg\r\n00\r\x03", { type: "noise" }],
];
