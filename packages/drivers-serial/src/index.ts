import { serialScale } from "./scale/index.ts";
import { serialScanner } from "./scanner/index.ts";
import { createSerialTransport } from "./transport/index.ts";
import { serialTurnstile } from "./turnstile/index.ts";

export { serialErrorCodes } from "./error-codes.ts";
export {
  type ScaleMessage,
  type ScaleProfile,
  type ScaleProfileName,
  type ScaleSettings,
  type Step,
  scaleProfiles,
  serialScale,
} from "./scale/index.ts";
export {
  type ScannerMessage,
  type ScannerSettings,
  scannerCodes,
  scannerSettings,
  serialScanner,
} from "./scanner/index.ts";
export {
  createSerialTransport,
  type Disk,
  type ListPorts,
  type OpenPort,
  type Port,
  type PortEntry,
  type PortListener,
  type PortOptions,
  type SerialSettings,
  type SerialTransportParts,
} from "./transport/index.ts";
export {
  type BoardMessage,
  boardFrame,
  boardMessages,
  serialTurnstile,
  type TurnstileSettings,
} from "./turnstile/index.ts";

/** The `serial` transport and every driver, as the plugin loader takes them. */
export default [createSerialTransport(), serialScanner, serialScale, serialTurnstile];
