export type { DeviceHealth } from "./device-health.ts";
export { createHealth, type Health, type HealthSnapshot } from "./health.ts";
export type { LatencyBucket, LatencySummary } from "./latency-histogram.ts";
export { type LogLine, type LogTail, logTail } from "./log-tail.ts";
export { type MeterLike, openTelemetryMeter } from "./open-telemetry.ts";
export { type PinoLike, pinoLogger } from "./pino-logger.ts";
export { type ProbeOptions, type ProbeReport, probeDevice, probeDevices } from "./probe-device.ts";
export { type Story, storeReport } from "./store-report.ts";
export { type SupportBundleParts, supportBundle } from "./support-bundle.ts";
