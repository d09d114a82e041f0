export { hidScanner } from "./hid-scanner.ts";
export type { ReportLayout } from "./layout.ts";
export { type ScannerProfile, type ScannerProfileId, scannerProfiles } from "./profiles.ts";
export { scans } from "./scan-reader.ts";
