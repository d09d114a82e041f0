import { PlateFlag } from "@aisle/sdk";
import type { ScaleFixture } from "./scale-fixture.fixture.ts";

/** Made from the examples and tables of the MT-SICS reference manual 11780711, not recorded. */
export const mtSicsFixture: ScaleFixture = [
  ["S S     100.00 g\r\n", { type: "sample", grams: 100, flags: PlateFlag.Stable }],
  ["S D      -0.50 g\r\n", { type: "sample", grams: -0.5, flags: 0 }],
  ["S S      1.234 kg\r\n", { type: "sample", grams: 1_234, flags: PlateFlag.Stable }],
  ["S S          2 lb\r\n", { type: "sample", grams: 907.18474, flags: PlateFlag.Stable }],
  ["S +\r\n", { type: "sample", grams: Number.NaN, flags: PlateFlag.Over }],
  ["S -\r\n", { type: "sample", grams: Number.NaN, flags: PlateFlag.Under }],
  ["S I\r\n", { type: "sample", grams: Number.NaN, flags: 0 }],
  ["S S Error 10b\r\n", { type: "sample", grams: Number.NaN, flags: PlateFlag.Fault }],
  ['I4 A "B021002593"\r\n', { type: "serial-number", serialNumber: "B021002593" }],
  ["Z A\r\n", { type: "done", command: "zero" }],
  ["T S     100.00 g\r\n", { type: "done", command: "tare" }],
  ["T I\r\n", { type: "refused", command: "tare" }],
  ["ES\r\n", { type: "refused" }],
  // A byte is missing; a unit that weighs nothing; another command's answer.
  ["S S    100.00 g\r\n", { type: "noise" }],
  ["S S        100 pcs\r\n", { type: "noise" }],
  ["D A\r\n", { type: "noise" }],
];
