import type { DeviceStatus, StatusReason } from "./status.ts";

/** What happens to a device, as far as its status is concerned. */
export type StatusEvent =
  /** A connection is being opened; `attempt` counts tries in a row from 1. */
  | { readonly type: "connect"; readonly attempt: number }
  /** The first reading or the first answer to a probe came. */
  | { readonly type: "proved"; readonly unwatched?: boolean }
  /** It works, but not well. */
  | { readonly type: "degraded"; readonly reason: StatusReason }
  /** It works well again. */
  | { readonly type: "recovered" }
  /** The connection is gone, or did not come about. */
  | {
      readonly type: "lost";
      readonly reason: StatusReason;
      /** How many tries in a row have failed. */
      readonly attempt: number;
      readonly nextRetryAt: number;
    }
  /** Trying again cannot mend it. */
  | { readonly type: "blocked"; readonly reason: StatusReason }
  /** Let go of by the host: to take it out of service, which has a reason, or to connect it anew. */
  | { readonly type: "paused"; readonly reason?: StatusReason }
  /** Being closed for good. */
  | { readonly type: "closing"; readonly reason: StatusReason }
  | { readonly type: "closed" };

/** The status of a device that nobody has connected to yet. */
export function initialStatus(now: number): DeviceStatus {
  return { state: "idle", since: now };
}

/**
 * The whole life of a device as one pure function: what `status` becomes by `event` at `now` (ms since the epoch).
 * An event that makes no sense in the present state gives the very same object back.
 */
export function transition(status: DeviceStatus, event: StatusEvent, now: number): DeviceStatus {
  const { state } = status;
  if (state === "closed") return status;
  if (state === "closing") {
    return event.type === "closed" ? { state: "closed", since: now, reason: status.reason } : status;
  }
  switch (event.type) {
    case "connect":
      return state === "idle" || state === "offline" || state === "blocked"
        ? { state: "connecting", since: now, attempt: event.attempt }
        : status;
    case "proved":
      return state === "connecting" ? { state: "online", since: now, ...watching(event.unwatched) } : status;
    case "degraded":
      if (state === "online") {
        return { state: "degraded", since: now, reason: event.reason, ...watching(status.unwatched) };
      }
      // The same complaint again is no news.
      return state === "degraded" && !sameReason(status.reason, event.reason)
        ? { state: "degraded", since: now, reason: event.reason, ...watching(status.unwatched) }
        : status;
    case "recovered":
      return state === "degraded" ? { state: "online", since: now, ...watching(status.unwatched) } : status;
    case "lost":
      return state === "idle" || state === "blocked"
        ? status
        : {
            state: "offline",
            since: now,
            reason: event.reason,
            attempt: event.attempt,
            nextRetryAt: event.nextRetryAt,
          };
    case "blocked":
      return state === "idle" || state === "blocked" ? status : { state: "blocked", since: now, reason: event.reason };
    case "paused":
      return paused(status, event.reason, now);
    case "closing":
      return { state: "closing", since: now, reason: event.reason };
    case "closed":
      return status;
  }
}

function watching(unwatched: boolean | undefined): { readonly unwatched?: true } {
  return unwatched === true ? { unwatched } : {};
}

function paused(status: DeviceStatus, reason: StatusReason | undefined, now: number): DeviceStatus {
  if (reason === undefined) return status.state === "idle" ? status : { state: "idle", since: now };
  const again = status.state === "idle" && "reason" in status && sameReason(status.reason, reason);
  return again ? status : { state: "idle", since: now, reason };
}

/** Whether a device is out of service for maintenance, which is no alarm. */
export function isOutOfService(status: DeviceStatus): boolean {
  return status.state === "idle" && "reason" in status;
}

/** Whether a device in this state talks and takes commands. */
export function isWorking(status: DeviceStatus): boolean {
  return status.state === "online" || status.state === "degraded";
}

function sameReason(a: StatusReason, b: StatusReason): boolean {
  return a.code === b.code && a.message === b.message;
}
