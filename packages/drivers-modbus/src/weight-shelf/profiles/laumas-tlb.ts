import type { WeightShelfProfileInput } from "../profile.ts";

/** Laumas TLB and its family, the net weight. What its display shows as decimals and unit is said in the settings. */
export const laumasTlb: WeightShelfProfileInput = {
  id: "laumas-tlb",
  maker: "Laumas",
  model: "TLB",
  source: [
    "Register list (40006 command, 40007 status, 40008 gross, 40010 net, at most 32 registers a request): Laumas, TLU",
    "Installation and User Manual, p. 30, and the TLB4 protocols manual 1.03. Status bits, and that weights come without",
    "sign and decimal point: Laumas, LCB protocols manual, p. 3 (status register 1), a transmitter with the same registers;",
    "not verified in a document of the TLB itself. Not verified: command 7 as semi-automatic tare.",
  ].join(" "),
  table: "holding",
  channels: 1,
  longestRead: 32,
  // 40008 and 40009, the gross weight, stand between.
  longestGap: 2,
  status: {
    at: 6,
    stable: [{ bit: 11 }],
    over: [{ bit: 2 }, { bit: 3 }],
    // Load cell error, converter malfunction, net weight of more than six digits.
    fault: [{ bit: 0 }, { bit: 1 }, { bit: 5 }],
    // Net display mode.
    tared: [{ bit: 10 }],
  },
  weight: { at: 9, format: "uint32", sign: { bit: 8 } },
  tare: { write: "value", at: 5, value: 7 },
};
