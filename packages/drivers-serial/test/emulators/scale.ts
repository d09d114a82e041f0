import { PlateFlag } from "@aisle/sdk";

/** Lines of a scale that speaks MT-SICS, after the manual's examples, and what they mean. */
export const weights = [
  { bytes: "S S     100.00 g\r\n", grams: 100, flags: PlateFlag.Stable },
  { bytes: "S D     123.45 g\r\n", grams: 123.45, flags: 0 },
  { bytes: "S S      1.234 kg\r\n", grams: 1_234, flags: PlateFlag.Stable },
  { bytes: "S S      -5.00 g\r\n", grams: -5, flags: PlateFlag.Stable },
  { bytes: "S +\r\n", grams: Number.NaN, flags: PlateFlag.Over },
  { bytes: "S -\r\n", grams: Number.NaN, flags: PlateFlag.Under },
] as const;

/** What such a scale answers. Its stream is what the test sends. */
export function scaleAnswer(written: Uint8Array): string | undefined {
  switch (new TextDecoder().decode(written)) {
    case "@\r\n":
      return 'I4 A "B021002593"\r\n';
    case "T\r\n":
      return "T S     100.00 g\r\n";
    case "Z\r\n":
      return "Z A\r\n";
    case "SI\r\n":
      return "S S     100.00 g\r\n";
    default:
      return undefined;
  }
}
