export type { CommandOptions, CommandOutcome, Device, DeviceCommands } from "./devices/device.ts";
export type {
  CommandInput,
  CommandName,
  CommandOutput,
  DeviceKind,
  DeviceKinds,
  ReadingType,
} from "./devices/kinds.ts";
export {
  type CommandContext,
  type DeviceInfo,
  type Driver,
  type DriverContext,
  defineDriver,
  type Liveness,
  type OpenDevice,
} from "./drivers/define-driver.ts";
export type { SettingsIssue, SettingsResult, SettingsSchema } from "./drivers/settings-schema.ts";
export { AisleError, type AisleErrorOptions, type ErrorCategory, isAisleError } from "./errors/aisle-error.ts";
export { type LogFields, type Logger, silentLogger } from "./hub/log.ts";
export type { BarcodeScannerCommands, BarcodeScannerReadings } from "./readings/barcode-scanner.ts";
export type {
  CameraCommands,
  CameraReadings,
  Detection,
  PixelPoint,
  Pose,
  StorePoint,
} from "./readings/camera.ts";
export type { DriverReading, Reading, ReadingOf, ReadingStamp } from "./readings/reading.ts";
export type { Direction, TurnstileCommands, TurnstileMode, TurnstileReadings } from "./readings/turnstile.ts";
export { PlateFlag, type WeightShelfCommands, type WeightShelfReadings } from "./readings/weight-shelf.ts";
export { type DeviceState, type DeviceStatus, type ReasonCode, reasonCodes, type StatusReason } from "./status/status.ts";
export type { CancelTimer, Clock, Random } from "./time/clock.ts";
export {
  defineTransport,
  type OpenTransport,
  type TransportContext,
  type TransportProvider,
} from "./transports/define-transport.ts";
export type { ByteTransport, HidTransport, HttpTransport, ModbusTransport, TransportName, Transports } from "./transports/transports.ts";
