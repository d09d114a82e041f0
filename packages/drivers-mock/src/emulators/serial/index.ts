export { type ScaleDevice, type ScaleDeviceOptions, scaleDevice } from "./scale-device.ts";
export { type ScannerDevice, type ScannerDeviceOptions, scannerDevice } from "./scanner-device.ts";
export {
  type BoardCounters,
  type TurnstileBoard,
  type TurnstileBoardOptions,
  turnstileBoard,
} from "./turnstile-board.ts";
