import type { AnyDriver, OpenDevice } from "../drivers/define-driver.ts";
import { checkSettings } from "../drivers/settings-check.ts";
import { AisleError } from "../errors/aisle-error.ts";
import type { TransportName, Transports } from "../transports/transports.ts";
import type { ClockKeeper } from "./clock-keeper.ts";
import { FaultBoard } from "./fault-board.ts";
import { watch } from "./liveness.ts";
import type { Runtime } from "./runtime.ts";
import type { Session } from "./session.ts";

/** What a connection is made from. */
export interface DevicePlan {
  readonly id: string;
  readonly driver: AnyDriver;
  /** The driver's own settings, not checked yet. */
  readonly settings: unknown;
  /** Opens or borrows the transport for one connection. */
  readonly obtainTransport: (session: Session) => Promise<Transports[TransportName]>;
}

/** Who hears of a connection. */
export interface DeviceListener {
  /** Puts the device's times right. */
  readonly clock: ClockKeeper;
  /** The driver has opened the device. */
  opened(device: OpenDevice<never>, driver: AnyDriver, session: Session): void;
  /** The driver emitted something; gives what is wrong with it if it is no reading. */
  emitted(emission: unknown, session: Session): string | undefined;
}

/** Opens one connection of a device: checks its settings, gets its transport, opens its driver, watches it. */
export async function connectDevice(
  plan: DevicePlan,
  session: Session,
  listener: DeviceListener,
  runtime: Runtime,
): Promise<void> {
  const { driver, id } = plan;
  const { clock, log } = runtime;
  const settings = await checkSettings(driver.settings, plan.settings, `device "${id}" (driver "${driver.id}")`);
  const transport = await plan.obtainTransport(session);
  if (!session.isLive()) return;
  const faults = new FaultBoard(session, runtime);
  const opened: unknown = await driver.open({
    device: id,
    settings,
    transport,
    signal: session.signal,
    clock,
    log,
    report: (reason) => {
      faults.report(reason);
    },
  });
  const device = checkOpenDevice(opened, driver.id);
  // Also when the connection has ended meanwhile: then it is closed at once.
  session.onEnd(() => device.close?.());
  if (!session.isLive()) return;
  listener.opened(device, driver, session);
  if (device.readClock !== undefined) listener.clock.keep(device.readClock.bind(device), session, runtime);
  const liveness = typeof driver.liveness === "function" ? driver.liveness(settings) : driver.liveness;
  session.unwatched = liveness === "unwatched";
  const watching = watch(liveness, device.probe?.bind(device), session, runtime);
  const subscription = device.readings.subscribe({
    next: (emission: unknown) => {
      // A stream may hand on what was on its way when its connection ended.
      if (!session.isLive()) return;
      const problem = listener.emitted(emission, session);
      if (problem === undefined) watching.heard();
      else faults.noise(problem);
    },
    error: (thrown: unknown) => {
      session.lose(thrown);
    },
    complete: () => {
      session.lose(ended(id));
    },
  });
  session.onEnd(() => {
    subscription.unsubscribe();
  });
  // With `{ probe }` it is asked again and again anyway; otherwise once, as the proof that it is there.
  if (typeof liveness === "object" && "probe" in liveness) return;
  if (device.probe !== undefined) await unlessEnded(session, device.probe(session.signal));
  if (device.probe !== undefined || liveness === "unwatched") session.proved();
}

/** An answer that nobody waits for any more does not keep the connection from being let go of. */
function unlessEnded(session: Session, answer: Promise<unknown>): Promise<unknown> {
  return new Promise((resolve, reject) => {
    session.onEnd(() => {
      resolve(undefined);
    });
    answer.then(resolve, reject);
  });
}

function checkOpenDevice(opened: unknown, driver: string): OpenDevice<never> {
  const readings =
    typeof opened === "object" && opened !== null ? (opened as { readings?: unknown }).readings : undefined;
  if (typeof readings === "object" && readings !== null && "subscribe" in readings) return opened as OpenDevice<never>;
  throw new AisleError(
    "driver-bug",
    `The driver "${driver}" opened its device without \`readings\` that can be subscribed to.`,
    {
      category: "driver",
      remedy: "Return `{ readings: … }` from `open`, an rxjs Observable.",
    },
  );
}

function ended(id: string): AisleError {
  return new AisleError("device-gone", `The stream of device "${id}" ended.`, {
    category: "device",
    retryable: true,
    remedy: "Check that it is plugged in and powered.",
  });
}
