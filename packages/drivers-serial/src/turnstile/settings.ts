import { z } from "zod";

export const turnstileSettings = z.strictObject({
  /** The protocol of the board. */
  profile: z.enum(["framed-board"]).default("framed-board"),
  /** The board's address on its line. */
  address: z.number().int().min(0).max(255).default(1),
  /** How often it is asked for its status (ms), which is also how its silence is noticed. */
  pollEvery: z.number().int().min(100).max(1_000).default(500),
  /** Milliseconds that an answer may take. */
  timeout: z.number().int().min(50).max(1_000).default(250),
});

/** Settings of the driver, checked. */
export type TurnstileSettings = z.output<typeof turnstileSettings>;
