import type { DeviceState, DeviceStatus, ReasonCode } from "./status.ts";

/**
 * The state of a UnifiedPOS service (the common property `State`).
 * `S_BUSY` is never given: whether a command is under way is no status.
 */
export type UnifiedPosState = "S_CLOSED" | "S_IDLE" | "S_BUSY" | "S_ERROR";

/**
 * The power state of a UnifiedPOS device (the common property `PowerState`): `PS_OFF` is off or detached, `PS_OFFLINE`
 * is on and does not respond, `PS_OFF_OFFLINE` is one of the two.
 */
export type UnifiedPosPower = "PS_UNKNOWN" | "PS_ONLINE" | "PS_OFF" | "PS_OFFLINE" | "PS_OFF_OFFLINE";

/** The status of an openHAB thing (`ThingStatus`). */
export type OpenHabStatus = "UNINITIALIZED" | "INITIALIZING" | "ONLINE" | "OFFLINE" | "REMOVING" | "REMOVED";

/** The detail of an openHAB thing's status (`ThingStatusDetail`). */
export type OpenHabDetail =
  | "NONE"
  | "DISABLED"
  | "HANDLER_MISSING_ERROR"
  | "CONFIGURATION_ERROR"
  | "COMMUNICATION_ERROR"
  | "BRIDGE_OFFLINE"
  | "GONE";

/** One status in the words of two other fields. */
export interface StatusWords {
  readonly unifiedPos: { readonly state: UnifiedPosState; readonly power: UnifiedPosPower };
  readonly openHab: { readonly status: OpenHabStatus; readonly detail: OpenHabDetail };
}

/** What the other fields call each state. UnifiedPOS has no word for a device that works but not well. */
export const stateWords: Readonly<
  Record<DeviceState, StatusWords["unifiedPos"] & { readonly openHab: OpenHabStatus }>
> = {
  idle: { state: "S_CLOSED", power: "PS_UNKNOWN", openHab: "UNINITIALIZED" },
  connecting: { state: "S_CLOSED", power: "PS_UNKNOWN", openHab: "INITIALIZING" },
  online: { state: "S_IDLE", power: "PS_ONLINE", openHab: "ONLINE" },
  degraded: { state: "S_IDLE", power: "PS_ONLINE", openHab: "ONLINE" },
  offline: { state: "S_ERROR", power: "PS_OFF_OFFLINE", openHab: "OFFLINE" },
  blocked: { state: "S_ERROR", power: "PS_UNKNOWN", openHab: "OFFLINE" },
  closing: { state: "S_CLOSED", power: "PS_UNKNOWN", openHab: "REMOVING" },
  closed: { state: "S_CLOSED", power: "PS_UNKNOWN", openHab: "REMOVED" },
};

/** What the other fields call each reason; `power` is `undefined` where a reason says nothing of it. */
export const reasonWords: Readonly<
  Record<ReasonCode, { readonly power: UnifiedPosPower | undefined; readonly openHab: OpenHabDetail }>
> = {
  "device-gone": { power: "PS_OFF", openHab: "GONE" },
  "device-busy": { power: "PS_OFFLINE", openHab: "COMMUNICATION_ERROR" },
  "permission-denied": { power: undefined, openHab: "CONFIGURATION_ERROR" },
  unreachable: { power: "PS_OFF_OFFLINE", openHab: "COMMUNICATION_ERROR" },
  silent: { power: "PS_OFF_OFFLINE", openHab: "COMMUNICATION_ERROR" },
  timeout: { power: "PS_OFF_OFFLINE", openHab: "COMMUNICATION_ERROR" },
  "protocol-noise": { power: "PS_OFFLINE", openHab: "COMMUNICATION_ERROR" },
  "auth-failed": { power: "PS_OFFLINE", openHab: "CONFIGURATION_ERROR" },
  "clock-skew": { power: "PS_OFFLINE", openHab: "CONFIGURATION_ERROR" },
  "settings-invalid": { power: undefined, openHab: "CONFIGURATION_ERROR" },
  "module-missing": { power: undefined, openHab: "HANDLER_MISSING_ERROR" },
  "sdk-incompatible": { power: undefined, openHab: "HANDLER_MISSING_ERROR" },
  "hardware-fault": { power: "PS_OFFLINE", openHab: "COMMUNICATION_ERROR" },
  flapping: { power: "PS_OFF_OFFLINE", openHab: "COMMUNICATION_ERROR" },
  "driver-bug": { power: undefined, openHab: "COMMUNICATION_ERROR" },
  "parent-offline": { power: undefined, openHab: "BRIDGE_OFFLINE" },
  "out-of-service": { power: undefined, openHab: "DISABLED" },
  "closed-by-host": { power: undefined, openHab: "NONE" },
};

/** A status in the words of UnifiedPOS and of openHAB, for whoever shows a store beside other systems. */
export function statusWords(status: DeviceStatus): StatusWords {
  const { state, power, openHab } = stateWords[status.state];
  // A device that works is on, whatever it complains of, and openHAB has no word for the complaint.
  const told = status.state === "idle" || status.state === "offline" || status.state === "blocked";
  const reason = told && "reason" in status ? reasonWords[status.reason.code] : undefined;
  const detail = reason?.openHab ?? "NONE";
  return {
    unifiedPos: { state, power: reason?.power ?? power },
    // To openHAB, a thing without its code was never initialised.
    openHab: { status: detail === "HANDLER_MISSING_ERROR" ? "UNINITIALIZED" : openHab, detail },
  };
}
