import type { WeightShelfProfileInput } from "../profile.ts";

/**
 * Dini Argeo DGT transmitters as one scale, the net weight: its absolute value, and its sign in the status. What the
 * display shows as decimals and unit is said in the settings.
 */
export const diniArgeoDgt: WeightShelfProfileInput = {
  id: "dini-argeo-dgt",
  maker: "Dini Argeo",
  model: "DGT",
  source: [
    "Dini Argeo, DGT4X technical manual (TECH_MAN_ENG_DGT4X), p. 57: registers 30001 to 30007 of a single scale and the",
    "bits of the input status register; DGT1SAN quick start guide, section 19: absolute value without decimal point;",
    "DGT1P user manual, p. 45: command register 40001, 2 is tare. Not verified: on the wire, with the transmitter.",
  ].join(" "),
  table: "input",
  channels: 1,
  status: {
    at: 4,
    stable: [{ bit: 2 }],
    over: [{ bit: 4 }],
    under: [{ bit: 3 }],
    // A tare, a preset tare is active.
    tared: [{ bit: 5 }, { bit: 6 }],
  },
  weight: { at: 2, format: "uint32", sign: { bit: 0 } },
  // The low four bits of the command status register count the commands that were processed.
  zeroCounter: { at: 5, mask: 0x000f },
  tare: { write: "value", at: 0, value: 2 },
};
