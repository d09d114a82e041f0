import { PlateFlag } from "@aisle/sdk";
import type { ScaleFixture } from "./scale-fixture.fixture.ts";

/** SOH STX status sign weight unit BCC ETX EOT. */
function frame(text: string): string {
  const check = Array.from(text, (character) => character.charCodeAt(0)).reduce((sum, byte) => sum ^ byte, 0);
  return `\x01\x02${text}${String.fromCharCode(check)}\x03\x04`;
}

/** Made from the fields of the CAS SW-II Owner's Manual ("RS-232C Protocol"); not recorded. */
export const casPd2Fixture: ScaleFixture = [
  ["\x06", { type: "ready" }],
  ["\x01\x02S  1.234kg\x75\x03\x04", { type: "sample", grams: 1_234, flags: PlateFlag.Stable }],
  [frame("U  1.500KG"), { type: "sample", grams: 1_500, flags: 0 }],
  [frame("S- 0.250lb"), { type: "sample", grams: -113.3980925, flags: PlateFlag.Stable }],
  [frame("SF 0.000kg"), { type: "sample", grams: Number.NaN, flags: PlateFlag.Over }],
  ["\x15", { type: "refused" }],
  [frame("S  1.2.4kg"), { type: "noise" }],
  [frame("S  1.234st"), { type: "noise" }],
];
