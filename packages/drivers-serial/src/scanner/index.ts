export { type ScannerMessage, scannerCodes } from "./codes.ts";
export { serialScanner } from "./serial-scanner.ts";
export { type ScannerSettings, scannerSettings } from "./settings.ts";
