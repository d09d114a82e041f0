export { hidScale } from "./hid-scale.ts";
export { readWeight, type Weight } from "./read-weight.ts";
