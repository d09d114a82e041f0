import { PlateFlag } from "@aisle/sdk";
import type { ScaleFixture } from "./scale-fixture.fixture.ts";

const both = (told: "done" | "refused") => ({ told: { tare: told, zero: told } });

/** Made from the command and status tables of the Diva Service Manual 72191202, 6.1.4; not recorded. Its unit is kg. */
export const toledo8217Fixture: ScaleFixture = [
  ["\x0201.234\r", { type: "sample", grams: 1_234, flags: PlateFlag.Stable }],
  ["\x0200.500N\r", { type: "sample", grams: 500, flags: PlateFlag.Stable }],
  ["\x02012.34\r", { type: "sample", grams: 12_340, flags: PlateFlag.Stable }],
  // In motion; under zero; over capacity; at the centre of zero.
  ["\x02?A\r", { type: "sample", grams: Number.NaN, flags: 0, ...both("refused") }],
  ["\x02?D\r", { type: "sample", grams: Number.NaN, flags: PlateFlag.Under, ...both("refused") }],
  ["\x02?B\r", { type: "sample", grams: Number.NaN, flags: PlateFlag.Over, ...both("refused") }],
  ["\x02?P\r", { type: "sample", grams: Number.NaN, flags: 0, ...both("done") }],
  // Broken off and sent again.
  ["\x0201.\x0201.234\r", { type: "sample", grams: 1_234, flags: PlateFlag.Stable }],
  ["\x02?0\r", { type: "noise" }],
  ["01.234\r", { type: "noise" }],
  ["\x021.2\r", { type: "noise" }],
];
