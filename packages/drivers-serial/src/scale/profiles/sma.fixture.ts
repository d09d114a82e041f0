import { PlateFlag } from "@aisle/sdk";
import type { ScaleFixture } from "./scale-fixture.fixture.ts";

/** Made from the fields and examples of Sartorius PR 5211, 5.4.1 (SMA SCP-0499); not recorded. */
export const smaFixture: ScaleFixture = [
  ["\n 1G       5.025lb \r", { type: "sample", grams: 2_279.30165925, flags: PlateFlag.Stable, told: {} }],
  ["\n 1GM      7.650kg \r", { type: "sample", grams: 7_650, flags: 0, told: {} }],
  ["\nZ1G       0.000kg \r", { type: "sample", grams: 0, flags: PlateFlag.Stable, told: { zero: "done" } }],
  ["\n 1N      100000g__\r", { type: "sample", grams: 100_000, flags: PlateFlag.Stable, told: { tare: "done" } }],
  ["\nO1G      15.000kg \r", { type: "sample", grams: 15_000, flags: PlateFlag.Stable | PlateFlag.Over, told: {} }],
  ["\nU1G      -0.100kg \r", { type: "sample", grams: -100, flags: PlateFlag.Stable | PlateFlag.Under, told: {} }],
  ["\nE1G  ----------   \r", { type: "sample", grams: Number.NaN, flags: PlateFlag.Fault, told: { zero: "refused" } }],
  ["\nT1G  ----------   \r", { type: "sample", grams: Number.NaN, flags: PlateFlag.Fault, told: { tare: "refused" } }],
  ["\n?\r", { type: "refused" }],
  ["\n 1T       1.000kg \r", { type: "noise" }],
  ["\n 1G      5.025lb \r", { type: "noise" }],
];
