export { bytesOf, isBytes } from "./bytes.ts";
export { each } from "./each.ts";
export { createExchange, type Exchange } from "./exchange.ts";
export { createNoiseMeter } from "./noise-meter.ts";
export { createReasons } from "./reasons.ts";
