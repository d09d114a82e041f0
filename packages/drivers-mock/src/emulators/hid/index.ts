export { hidOverBytes } from "./hid-over-bytes.ts";
export { type HidScale, type HidScaleOptions, type HidScaleTrouble, hidScale } from "./hid-scale.ts";
export { type HidScanner, type HidScannerOptions, hidScanner } from "./hid-scanner.ts";
