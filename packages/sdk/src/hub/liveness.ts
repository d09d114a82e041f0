import type { Liveness } from "../drivers/define-driver.ts";
import { AisleError } from "../errors/aisle-error.ts";
import type { Clock } from "../time/clock.ts";
import type { Heartbeat } from "./heartbeat.ts";
import type { Runtime } from "./runtime.ts";
import type { Session } from "./session.ts";

/** Silence is looked for this often in each span of it, so it is noticed at most a quarter late. */
const looks = 4;

/** Tells whether the device still talks; told of each reading. */
export interface Watch {
  heard(): void;
}

const unwatched: Watch = {
  heard() {
    // Nobody waits for it.
  },
};

/**
 * Watches one connection until it ends, and loses it when the device has gone without saying so.
 * It counts its own timer's runs rather than compare times, so a step of the host's clock loses no device.
 */
export function watch(
  liveness: Liveness,
  probe: ((signal: AbortSignal) => Promise<unknown>) | undefined,
  session: Session,
  { clock, heartbeat }: Pick<Runtime, "clock" | "heartbeat">,
): Watch {
  if (liveness === "unwatched") return unwatched;
  checkPeriod("within" in liveness ? liveness.within : liveness.every);
  if ("within" in liveness) return watchSilence(liveness.within, session, heartbeat);
  if (probe === undefined) {
    throw new AisleError(
      "driver-bug",
      'The driver says `liveness: { probe: "driver" }` but its open device has no `probe`.',
      {
        category: "driver",
        remedy: "Give the open device a `probe`, or say `within` or `unwatched`.",
      },
    );
  }
  watchProbe(liveness.every, probe, session, clock);
  return unwatched;
}

function checkPeriod(ms: number): void {
  if (ms > 0 && Number.isFinite(ms)) return;
  throw new AisleError("driver-bug", `The driver's liveness says ${ms} ms, expected a positive number.`, {
    category: "driver",
    remedy: "Say how long the device may be silent, or `unwatched`.",
  });
}

function watchSilence(within: number, session: Session, heartbeat: Heartbeat): Watch {
  let silentLooks = 0;
  const cancel = heartbeat.every(within / looks, () => {
    silentLooks += 1;
    // The first look may come just after a reading: only one more than all of them spans the whole time.
    if (silentLooks > looks) session.lose(silence(within));
  });
  session.onEnd(cancel);
  return {
    heard() {
      silentLooks = 0;
    },
  };
}

function watchProbe(
  every: number,
  probe: (signal: AbortSignal) => Promise<unknown>,
  session: Session,
  clock: Clock,
): void {
  let cancel = (): void => undefined;
  const ask = async (): Promise<void> => {
    cancel = clock.schedule(every, () => {
      session.lose(silence(every));
    });
    await probe(session.signal);
    if (!session.isLive()) return;
    cancel();
    session.proved();
    cancel = clock.schedule(every, askOnce);
  };
  const askOnce = (): void => {
    ask().catch((thrown: unknown) => {
      session.lose(thrown);
    });
  };
  session.onEnd(() => {
    cancel();
  });
  askOnce();
}

function silence(ms: number): AisleError {
  return new AisleError("silent", `The device has said nothing for ${ms} ms.`, {
    category: "device",
    retryable: true,
    remedy: "Check its power and its cable.",
  });
}
