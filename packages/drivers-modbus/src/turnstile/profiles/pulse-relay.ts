import type { TurnstileProfileInput } from "../profile.ts";

/** Any relay module with inputs: two relays that the driver holds for a moment, two contacts that tell of a passage. */
export const pulseRelay: TurnstileProfileInput = {
  id: "pulse-relay",
  maker: "generic",
  model: "relay module with inputs",
  source:
    "No maker's map: most modules have relays from coil 0 and inputs from discrete input 0. Compare with the module's manual, and change `coils` and `inputs` in the settings.",
  coils: { in: 0, out: 1 },
  pulseMs: 500,
  window: 5_000,
  inputs: { passIn: { at: 0 }, passOut: { at: 1 } },
};
