export type { CommandOptions, CommandOutcome, Device, DeviceCommands } from "./devices/device.ts";
export type {
  CommandInput,
  CommandName,
  CommandOutput,
  DeviceKind,
  DeviceKinds,
  ReadingType,
} from "./devices/kinds.ts";
export { driverProblem } from "./drivers/check-driver.ts";
export {
  type AnyDriver,
  type CommandContext,
  type DeviceInfo,
  type Driver,
  type DriverContext,
  defineDriver,
  type Liveness,
  type LivenessOf,
  type OpenDevice,
} from "./drivers/define-driver.ts";
export { checkSettings, nearest, showPath } from "./drivers/settings-check.ts";
export type { SettingsIssue, SettingsResult, SettingsSchema } from "./drivers/settings-schema.ts";
export {
  AisleError,
  type AisleErrorOptions,
  type ErrorCategory,
  isAisleError,
  type Problem,
} from "./errors/aisle-error.ts";
export { type ErrorCode, errorCodes } from "./errors/codes.ts";
export { toAisleError } from "./errors/normalise.ts";
export { toReason } from "./errors/reason.ts";
export { FanOut } from "./hub/fan-out.ts";
export type { OnSubscriberError } from "./hub/guarded-observable.ts";
export type { BusSettings, DeviceSettings, DeviceStatusChange, Hub, HubOptions } from "./hub/hub.ts";
export { type LogFields, type Logger, silentLogger } from "./hub/log.ts";
export { openHub } from "./hub/open-hub.ts";
export { serviceTokens } from "./hub/services.ts";
export type { SupervisionSettings } from "./hub/supervision.ts";
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
export { initialStatus, isWorking, type StatusEvent, transition } from "./status/machine.ts";
export {
  type DeviceState,
  type DeviceStatus,
  type ReasonCode,
  reasonCodes,
  type StatusReason,
} from "./status/status.ts";
export type { CancelTimer, Clock, Random } from "./time/clock.ts";
export { seededRandom, systemRandom } from "./time/random.ts";
export { systemClock } from "./time/system-clock.ts";
export { VirtualClock } from "./time/virtual-clock.ts";
export {
  type AnyTransportProvider,
  defineTransport,
  type OpenTransport,
  type TransportContext,
  type TransportProvider,
} from "./transports/define-transport.ts";
export { type TcpSettings, tcp } from "./transports/tcp.ts";
export type {
  ByteTransport,
  HidTransport,
  HttpTransport,
  ModbusTransport,
  TransportName,
  Transports,
} from "./transports/transports.ts";
