import type { WeightShelfProfileInput } from "../profile.ts";

/** CAS CI-600D indicators, the gross weight. What the display shows as decimals and unit is said in the settings. */
export const casCi600d: WeightShelfProfileInput = {
  id: "cas-ci-600d",
  maker: "CAS",
  model: "CI-600D",
  source: [
    "CAS, CI-600D series manual, p. 82, list of usable registers (40008 gross weight, high half first, at most 32",
    "registers a request). Not verified: that a negative weight is a two's complement. The list has no status and no",
    "command, so there are no flags, and `tare` is refused.",
  ].join(" "),
  table: "holding",
  channels: 1,
  longestRead: 32,
  weight: { at: 7, format: "int32" },
};
