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
export {
  type ErrorRecord,
  type ForeignErrorRecord,
  fromErrorRecord,
  toErrorRecord,
} from "./errors/error-record.ts";
export { toAisleError } from "./errors/normalise.ts";
export { toReason } from "./errors/reason.ts";
// Framing: chunks of bytes into lines and frames.
export {
  type FrameOptions,
  frames,
  type IdleFrameOptions,
  idleFrames,
  type LineOptions,
  lines,
} from "./framing/index.ts";
export {
  createHealth,
  type DeviceHealth,
  type Health,
  type HealthSnapshot,
  type LatencyBucket,
  type LatencySummary,
  type LogLine,
  type LogTail,
  logTail,
  type MeterLike,
  openTelemetryMeter,
  type PinoLike,
  type ProbeOptions,
  type ProbeReport,
  pinoLogger,
  probeDevice,
  probeDevices,
  type Story,
  type SupportBundleParts,
  storeReport,
  supportBundle,
} from "./health/index.ts";
export { FanOut } from "./hub/fan-out.ts";
export type { OnSubscriberError } from "./hub/guarded-observable.ts";
export type {
  BusSettings,
  DeviceChange,
  DeviceSettings,
  DeviceStatusChange,
  Hub,
  HubOptions,
} from "./hub/hub.ts";
export { type LogFields, type Logger, silentLogger } from "./hub/log.ts";
export type { DeviceObserver, HubObserver, StopObserving } from "./hub/observer.ts";
export { openHub } from "./hub/open-hub.ts";
export { serviceTokens } from "./hub/services.ts";
export type { SupervisionSettings } from "./hub/supervision.ts";
// Isolation: drivers in processes of their own.
export {
  type ChildEnd,
  type ChildEvents,
  type ChildLink,
  type DriverFacts,
  driverProcesses,
  type HostMessage,
  type IsolatedOptions,
  type IsolationLimits,
  isolated,
  isolatePlugin,
  type ProcessCounters,
  type ProcessHealth,
  type SpawnChild,
} from "./isolation/index.ts";
// Plugins: found by manifest, loaded one by one.
export {
  type DeviceProposal,
  type DiscoverDevicesOptions,
  type DiscoveredDevice,
  type DiscoveredDevices,
  type DiscoverPluginsOptions,
  type DriverManifest,
  discoverDevices,
  discoverPlugins,
  type Fingerprint,
  type FolderEntry,
  type FoundPlugin,
  type IsolatePlugin,
  isIntegrity,
  type LoadedPlugins,
  type LoadPluginsOptions,
  loadPlugins,
  matchFingerprint,
  nodePluginFiles,
  type PackageFacts,
  type PluginCandidate,
  type PluginFiles,
  type PluginHost,
  type PluginManifest,
  type PluginOutcome,
  type PluginPlace,
  type PluginReport,
  type PluginStory,
  type PluginToIsolate,
  pluginIntegrity,
  pluginManifest,
  type RefusedPlugin,
  readPluginManifest,
  sdkVersion,
  type TransportManifest,
} from "./plugins/index.ts";
export type { BarcodeScannerCommands, BarcodeScannerReadings } from "./readings/barcode-scanner.ts";
export { type Buffered, type BufferOptions, buffered } from "./readings/buffered.ts";
export type {
  CameraCommands,
  CameraReadings,
  Detection,
  PixelPoint,
  Pose,
  StorePoint,
} from "./readings/camera.ts";
export type { DriverReading, Reading, ReadingOf, ReadingStamp } from "./readings/reading.ts";
export { staffByList } from "./readings/staff-list.ts";
export type { Direction, TurnstileCommands, TurnstileMode, TurnstileReadings } from "./readings/turnstile.ts";
export { PlateFlag, type WeightShelfCommands, type WeightShelfReadings } from "./readings/weight-shelf.ts";
export { isSecret, redact, redactDeep, Secret, secret } from "./secrets/index.ts";
export { initialStatus, isOutOfService, isWorking, type StatusEvent, transition } from "./status/machine.ts";
export {
  type DeviceState,
  type DeviceStatus,
  type ReasonCode,
  reasonCodes,
  type StatusReason,
} from "./status/status.ts";
export {
  type OpenHabDetail,
  type OpenHabStatus,
  reasonWords,
  type StatusWords,
  stateWords,
  statusWords,
  type UnifiedPosPower,
  type UnifiedPosState,
} from "./status/words.ts";
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
export { infoOfFacts } from "./transports/device-info.ts";
export type { DeviceFacts, DiscoverContext, DiscoveredAddress } from "./transports/discovery.ts";
export { checkHostSetting, type SettingsComplaints } from "./transports/host-setting.ts";
export { type TcpSettings, tcp } from "./transports/tcp.ts";
export type {
  ByteTransport,
  HidTransport,
  HttpTransport,
  ModbusTransport,
  TransportName,
  Transports,
} from "./transports/transports.ts";
