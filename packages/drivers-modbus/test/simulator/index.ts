export { SimulatedBus } from "./bus.ts";
export { slowCrc } from "./framing.ts";
export { type Mode, type OpenedBus, openBus, watched } from "./open.ts";
export { firstIllegalAddress, valueAt } from "./unit.ts";
