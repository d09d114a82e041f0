export { boardFrame } from "./board-frame.ts";
export { type BoardMessage, boardMessages } from "./board-messages.ts";
export { serialTurnstile } from "./serial-turnstile.ts";
export type { TurnstileSettings } from "./settings.ts";
