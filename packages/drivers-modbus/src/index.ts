import { modbus } from "./transport/index.ts";
import { modbusTurnstile } from "./turnstile/index.ts";
import { modbusWeightShelf } from "./weight-shelf/index.ts";

export { modbusErrorCodes } from "./error-codes.ts";
export * from "./transport/index.ts";
export * from "./turnstile/index.ts";
export * from "./weight-shelf/index.ts";

/** What a store gets by naming this package: the transport, and the drivers on it. */
export default [modbus, modbusWeightShelf, modbusTurnstile];
