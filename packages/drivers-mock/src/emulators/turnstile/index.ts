export type { TurnstileHands } from "./hands.ts";
export { createTurnstile, handsOf, type Turnstile, type TurnstileEvent } from "./turnstile.ts";
