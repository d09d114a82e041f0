import type { WeightShelfProfileInput } from "../profile.ts";

/** Flintec DAD 141.1, the net weight as a float. What unit it was calibrated in is said in the settings. */
export const flintecDad141: WeightShelfProfileInput = {
  id: "flintec-dad-141",
  maker: "Flintec",
  model: "DAD 141.1",
  source: [
    "Flintec, DAD 141.1 Technical Manual Modbus Communication, rev. 2.3 (June 2014): p. 10, index 3500h, gross and net",
    "weight as IEEE 754 floats and the qualifier in one read; p. 4, bits of the qualifier, and index 2061h, bit command",
    "08h set tare. Not verified: that the high word comes first, and that it is read with function 3.",
  ].join(" "),
  table: "holding",
  channels: 1,
  reads: [{ at: 0x3500, count: 5 }],
  status: { at: 0x3504, stable: [{ bit: 4 }], over: [{ bit: 1 }], under: [{ bit: 0 }], tared: [{ bit: 5 }] },
  weight: { at: 0x3502, format: "float32" },
  decimals: 0,
  tare: { write: "value", at: 0x2061, value: 0x0008 },
};
