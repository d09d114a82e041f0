import type { WeightShelfProfileInput } from "../profile.ts";

/** A board of up to 24 load cells, one a plate, that says how many it has. Decimals are those of 0.1 g. */
export const loadCellBoard: WeightShelfProfileInput = {
  id: "load-cell-board",
  maker: "generic",
  model: "multi-channel load-cell board",
  source:
    "Aisle's own map, as the emulator of @aisle/drivers-mock speaks it; makers of boards are free to use it. Nothing of it is unverified.",
  table: "input",
  channels: { at: 1, most: 24 },
  identity: [{ at: 0, value: 0x4c43 }],
  sampleCounter: { at: 2 },
  zeroCounter: { at: 3 },
  status: { at: 4, stable: [{ bit: 0 }], over: [{ bit: 1 }], under: [{ bit: 2 }], fault: [{ bit: 3 }] },
  weight: { at: 4, perChannel: 1, format: "int32", sentinels: [0x8000_0000] },
  decimals: 1,
  weightUnit: "g",
  tare: { write: "mask", at: 0, readable: true },
};
