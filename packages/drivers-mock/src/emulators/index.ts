export * from "./hid/index.ts";
export * from "./modbus/index.ts";
export * from "./onvif/index.ts";
export * from "./serial/index.ts";
export * from "./store/index.ts";
export type { TurnstileHands } from "./turnstile/index.ts";
export * from "./wire/index.ts";
