import { hidScale } from "./scale/index.ts";
import { hidScanner } from "./scanner/index.ts";
import { createHidTransport } from "./transport/index.ts";

export { hidErrorCodes } from "./error-codes.ts";
export { hidScale } from "./scale/index.ts";
export {
  hidScanner,
  type ReportLayout,
  type ScannerProfile,
  type ScannerProfileId,
  scannerProfiles,
} from "./scanner/index.ts";
export {
  createHidTransport,
  type HidDeviceInfo,
  type HidHandle,
  type HidLibrary,
  type HidSettings,
  type HidTransportParts,
  type UsbIdentity,
  udevRule,
} from "./transport/index.ts";

/** The `hid` transport and its drivers, as the plugin loader takes them. */
export default [createHidTransport(), hidScanner, hidScale];
