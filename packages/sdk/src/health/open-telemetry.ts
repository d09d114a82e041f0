import type { DeviceHealth } from "./device-health.ts";
import type { Health } from "./health.ts";

/** What is used of a `Meter` of `@opentelemetry/api` 1.x. */
export interface MeterLike {
  createObservableCounter(name: string, options: MetricOptions): ObservableLike;
  createObservableGauge(name: string, options: MetricOptions): ObservableLike;
  addBatchObservableCallback(callback: BatchCallback, observables: ObservableLike[]): void;
  removeBatchObservableCallback(callback: BatchCallback, observables: ObservableLike[]): void;
}

/** What a metric says of itself. */
export interface MetricOptions {
  readonly description: string;
  readonly unit: string;
}

/** An instrument, as the meter made it; Aisle only hands it back. */
export type ObservableLike = object;

/** Called by OpenTelemetry whenever it collects. */
export type BatchCallback = (result: {
  observe(metric: ObservableLike, value: number, attributes: Readonly<Record<string, string>>): void;
}) => void;

type Metric = readonly [
  kind: "counter" | "gauge",
  name: string,
  unit: string,
  description: string,
  value: (device: DeviceHealth) => number | undefined,
];

const metrics: readonly Metric[] = [
  [
    "gauge",
    "aisle.device.up",
    "1",
    "1 while the device works, 0 while it does not.",
    ({ state }) => Number(works(state)),
  ],
  ["gauge", "aisle.device.alarm", "1", "1 while somebody should look at the device.", ({ alarm }) => Number(alarm)],
  [
    "gauge",
    "aisle.device.out_of_service",
    "1",
    "1 while it is in maintenance.",
    (device) => Number(device.outOfService),
  ],
  ["gauge", "aisle.device.uptime", "1", "Share of the time in service that it worked.", ({ uptime }) => uptime],
  ["gauge", "aisle.device.latency.p50", "ms", "Latency of half of its readings.", ({ latency }) => latency.p50],
  ["gauge", "aisle.device.latency.p99", "ms", "Latency of 99 of 100 of its readings.", ({ latency }) => latency.p99],
  ["counter", "aisle.device.readings", "{reading}", "Readings of the device.", ({ readings }) => readings],
  ["counter", "aisle.device.dropped", "{reading}", "Readings that were dropped.", ({ dropped }) => dropped],
  ["counter", "aisle.device.noise", "{emission}", "What was no reading.", ({ noise }) => noise],
  ["counter", "aisle.device.losses", "{loss}", "How often it was lost.", ({ losses }) => losses],
  ["counter", "aisle.device.reconnects", "{reconnect}", "How often it came back.", ({ reconnects }) => reconnects],
  ["counter", "aisle.device.commands.done", "{command}", "Commands that were done.", ({ commands }) => commands.done],
  ["counter", "aisle.device.commands.refused", "{command}", "Commands refused.", ({ commands }) => commands.refused],
  ["counter", "aisle.device.commands.unknown", "{command}", "Nobody knows.", ({ commands }) => commands.unknown],
];

/**
 * Offers the health of a store as OpenTelemetry metrics, each with the attributes `aisle.device` and
 * `aisle.device.kind`: `openTelemetryMeter(health, metrics.getMeter("aisle"))`. Nothing is counted twice; a snapshot is
 * taken when OpenTelemetry collects. Call what it gives to stop.
 */
export function openTelemetryMeter(health: Pick<Health, "snapshot">, meter: MeterLike): () => void {
  const made = metrics.map(([kind, name, unit, description, value]) => {
    const options = { unit, description };
    const instrument =
      kind === "counter" ? meter.createObservableCounter(name, options) : meter.createObservableGauge(name, options);
    return { instrument, value };
  });
  const instruments = made.map(({ instrument }) => instrument);
  const collect: BatchCallback = (result) => {
    for (const device of health.snapshot().devices) {
      const attributes = { "aisle.device": device.device, "aisle.device.kind": device.kind };
      for (const { instrument, value } of made) {
        const now = value(device);
        if (now !== undefined) result.observe(instrument, now, attributes);
      }
    }
  };
  meter.addBatchObservableCallback(collect, instruments);
  return () => {
    meter.removeBatchObservableCallback(collect, instruments);
  };
}

function works(state: DeviceHealth["state"]): boolean {
  return state === "online" || state === "degraded";
}
