import type { Problem } from "../errors/aisle-error.ts";

/** Why a device is in the state it is in. Stable: they are logged, shown and matched on for years. */
export const reasonCodes = [
  "device-gone",
  "device-busy",
  "permission-denied",
  "unreachable",
  "silent",
  "timeout",
  "protocol-noise",
  "auth-failed",
  "clock-skew",
  "settings-invalid",
  "module-missing",
  "sdk-incompatible",
  "hardware-fault",
  "flapping",
  "driver-bug",
  "parent-offline",
  "out-of-service",
  "closed-by-host",
] as const;

export type ReasonCode = (typeof reasonCodes)[number];

/** What is wrong, in a stable code and in words with what mends it. */
export interface StatusReason {
  readonly code: ReasonCode;
  readonly message: string;
  readonly remedy?: string;
  /** The single problems of settings that were refused. */
  readonly problems?: readonly Problem[];
}

/** Of a device that works. */
interface Unwatched {
  /** Nobody can tell whether it is still there: it says nothing unasked, and cannot be asked. */
  readonly unwatched?: true;
}

/**
 * The state of one device. `since` is when it came about (ms since the epoch).
 *
 * `idle → connecting → online ⇄ degraded → offline → connecting`, `blocked` for what trying again cannot mend,
 * `closing → closed` at the end.
 */
export type DeviceStatus =
  | { readonly state: "idle"; readonly since: number }
  /** Out of service for maintenance: not an alarm. */
  | { readonly state: "idle"; readonly since: number; readonly reason: StatusReason }
  | { readonly state: "connecting"; readonly since: number; readonly attempt: number }
  | ({ readonly state: "online"; readonly since: number } & Unwatched)
  | ({ readonly state: "degraded"; readonly since: number; readonly reason: StatusReason } & Unwatched)
  | {
      readonly state: "offline";
      readonly since: number;
      readonly reason: StatusReason;
      /** How many tries in a row have failed. */
      readonly attempt: number;
      readonly nextRetryAt: number;
    }
  | { readonly state: "blocked"; readonly since: number; readonly reason: StatusReason }
  | { readonly state: "closing"; readonly since: number; readonly reason: StatusReason }
  | { readonly state: "closed"; readonly since: number; readonly reason: StatusReason };

export type DeviceState = DeviceStatus["state"];
