import type { Observable } from "rxjs";
import type { DeviceInfo } from "../drivers/define-driver.ts";
import { AisleError } from "../errors/aisle-error.ts";
import type { DeviceSettings, Hub, HubOptions } from "../hub/hub.ts";
import { openHub } from "../hub/open-hub.ts";
import { isWorking } from "../status/machine.ts";
import type { DeviceStatus, StatusReason } from "../status/status.ts";
import type { Clock } from "../time/clock.ts";
import { systemClock } from "../time/system-clock.ts";

/** What became of the test of one device. Plain data. */
export interface ProbeReport {
  readonly device: string;
  readonly driver: string;
  /** `degraded`: it answers, but something is wrong with it. */
  readonly outcome: "ok" | "degraded" | "failed";
  /** What the hardware says about itself. */
  readonly info: DeviceInfo;
  /** Until its first reading or answer, or until it was given up, in milliseconds. */
  readonly tookMs: number;
  /** Why it is not well, and what mends it. */
  readonly reason?: StatusReason;
}

/** How devices are tested: with these drivers, transports, buses, clock and log, as a hub would. */
export interface ProbeOptions extends Omit<HubOptions, "devices" | "supervision"> {
  /** How long one device may take, in milliseconds; 10,000 unless told. */
  readonly within?: number;
  /** Aborting it lets go of every device; the probe then rejects with `aborted`. */
  readonly signal?: AbortSignal;
}

/**
 * Tests a device before it is started: opens it as a hub would, waits for its first reading or answer, and lets go of
 * it. Nothing is tried twice. Never rejects for what is wrong with the device; raises what `openHub` raises, and `aborted`.
 */
export async function probeDevice(device: DeviceSettings, options: ProbeOptions): Promise<ProbeReport> {
  const [report] = await probeDevices([device], options);
  // One device in, one report out.
  return report!;
}

/** Tests several devices at the same time, those of one bus over one connection. The reports come in their order. */
export async function probeDevices(
  devices: readonly DeviceSettings[],
  options: ProbeOptions,
): Promise<readonly ProbeReport[]> {
  const { within = 10_000, clock = systemClock, signal, ...rest } = options;
  const startedAt = clock.now();
  throwIfAborted(signal);
  const hub = await openHub({ ...rest, clock, devices, supervision: { connectWithin: within } });
  const onAbort = (): void => {
    void hub.close();
  };
  signal?.addEventListener("abort", onAbort);
  try {
    const reports = await Promise.all(devices.map((device) => outcome(hub, device, within, startedAt, clock)));
    throwIfAborted(signal);
    return reports;
  } finally {
    signal?.removeEventListener("abort", onAbort);
    await hub.close();
  }
}

function throwIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted !== true) return;
  throw new AisleError("aborted", "The test of the devices was given up.", { category: "usage", retryable: true });
}

async function outcome(
  hub: Hub,
  { id, driver }: DeviceSettings,
  within: number,
  startedAt: number,
  clock: Clock,
): Promise<ProbeReport> {
  const device = hub.devices.get(id)!;
  const status = await firstVerdict(device.status$, within, clock);
  const tookMs = clock.now() - startedAt;
  // Let go of at once: while the others are still being tested it must not be tried again.
  if (status?.state !== "closing") await hub.setOutOfService(id);
  const reason = status === undefined ? silence(within) : "reason" in status ? status.reason : undefined;
  return {
    device: id,
    driver,
    outcome: status === undefined || !isWorking(status) ? "failed" : reason === undefined ? "ok" : "degraded",
    info: device.info,
    tookMs,
    ...(reason !== undefined && { reason }),
  };
}

/** The first status that says how it went; nothing where none came in time. */
function firstVerdict(
  status$: Observable<DeviceStatus>,
  within: number,
  clock: Clock,
): Promise<DeviceStatus | undefined> {
  return new Promise((resolve) => {
    // Opening has a deadline of its own in the hub; this one is for a device that opens and then says nothing.
    const cancel = clock.schedule(within, () => {
      settle(undefined);
    });
    const subscription = status$.subscribe((status) => {
      const { state } = status;
      if (isWorking(status) || state === "offline" || state === "blocked" || state === "closing") settle(status);
    });
    function settle(status: DeviceStatus | undefined): void {
      cancel();
      // The first status may come while it is being subscribed to.
      queueMicrotask(() => {
        subscription.unsubscribe();
      });
      resolve(status);
    }
  });
}

function silence(within: number): StatusReason {
  return {
    code: "silent",
    message: `The device was opened, but said nothing within ${within} ms.`,
    remedy: "Check that it is the device you mean; scan or weigh something where it only speaks when used.",
  };
}
