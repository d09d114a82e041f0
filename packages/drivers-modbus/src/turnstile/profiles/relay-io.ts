import type { TurnstileProfileInput } from "../profile.ts";

/** A relay board made for turnstiles: pulses and windows of its own, and counters that prove them. */
export const relayIo: TurnstileProfileInput = {
  id: "relay-io",
  maker: "generic",
  model: "relay board for turnstiles",
  source:
    "Aisle's own map, as the emulator of @aisle/drivers-mock speaks it; makers of boards are free to use it. Nothing of it is unverified.",
  coils: { in: 0, out: 1, block: 2, potential: 3 },
  inputs: {
    passIn: { at: 0 },
    passOut: { at: 1 },
    ready: { at: 2 },
    alarm: { at: 3 },
    fire: { at: 4 },
    underwayIn: { at: 5 },
    underwayOut: { at: 6 },
  },
  counters: {
    in: { at: 0 },
    out: { at: 2 },
    timeouts: { at: 5, format: "uint16" },
    acceptedIn: { at: 6, format: "uint16" },
    acceptedOut: { at: 7, format: "uint16" },
  },
  // Register 4, what is left of the window, stands between.
  longestGap: 1,
};
