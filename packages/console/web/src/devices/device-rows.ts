import type { DeviceHealth, DeviceKind, DeviceState, DeviceStatus } from "@aisle/sdk";
import type { StoreState } from "../../../src/wire/index.ts";

type StatusReason = Extract<DeviceStatus, { readonly state: "blocked" }>["reason"];

/** One device as it is listed: its status at the shown moment, and how it does where that is known. */
export interface DeviceRow {
  readonly device: string;
  readonly kind: DeviceKind;
  readonly state: DeviceState;
  /** Ms since the epoch. */
  readonly since: number;
  readonly reason?: StatusReason;
  /** Nobody can tell whether it is still there. */
  readonly unwatched: boolean;
  readonly outOfService: boolean;
  /** Somebody should look at it. */
  readonly alarm: boolean;
  readonly health?: DeviceHealth;
}

/** What the list is narrowed to. */
export interface DeviceSearch {
  /** Part of an id, a kind, a state or a reason. */
  readonly text: string;
  readonly kind: string;
  /** Only what somebody should look at: alarms, and what was taken out of service, which does not alarm. */
  readonly alarms: boolean;
}

/** How many devices there are, and how they are. */
export interface DeviceCounts {
  readonly all: number;
  readonly alarms: number;
  readonly outOfService: number;
}

/** What a store has first comes first; kinds that were added stand behind, by name. */
const kinds = ["turnstile", "camera", "weight-shelf", "barcode-scanner"];

/**
 * Devices from their statuses and from how they do (live only). A status is told at once, health once a second: where
 * both speak of the same time, health knows more of alarms.
 */
export function deviceRows(statuses: StoreState["devices"], health: readonly DeviceHealth[]): readonly DeviceRow[] {
  const healthOf = new Map(health.map((each) => [each.device, each]));
  const rows = statuses.map(({ device, kind, status }): DeviceRow => {
    const known = healthOf.get(device);
    healthOf.delete(device);
    const reason = "reason" in status ? status.reason : undefined;
    const same = known?.state === status.state && known.since === status.since;
    return {
      device,
      kind,
      state: status.state,
      since: status.since,
      ...(reason !== undefined && { reason }),
      unwatched: "unwatched" in status,
      outOfService: status.state === "idle" && reason?.code === "out-of-service",
      alarm: same ? known.alarm : isAlarm(status),
      ...(known !== undefined && { health: known }),
    };
  });
  for (const each of healthOf.values()) {
    const { device, kind, state, since, reason, outOfService, alarm } = each;
    const unwatched = each.unwatched === true;
    const why = reason === undefined ? {} : { reason };
    rows.push({ device, kind, state, since, ...why, unwatched, outOfService, alarm, health: each });
  }
  return rows;
}

function isAlarm(status: DeviceStatus): boolean {
  const { state } = status;
  if (state === "connecting") return status.attempt > 1;
  return state === "degraded" || state === "offline" || state === "blocked";
}

/** Alarms first, then by kind, then by id, numbers in it as numbers. */
export function sortDevices(rows: readonly DeviceRow[]): readonly DeviceRow[] {
  return rows.toSorted(
    (a, b) =>
      Number(b.alarm) - Number(a.alarm) ||
      placeOf(a.kind) - placeOf(b.kind) ||
      a.kind.localeCompare(b.kind, "en") ||
      a.device.localeCompare(b.device, "en", { numeric: true }),
  );
}

function placeOf(kind: string): number {
  const at = kinds.indexOf(kind);
  return at < 0 ? kinds.length : at;
}

/** Whether a device is wanted. */
export function findsDevice(row: DeviceRow, { text, kind, alarms }: DeviceSearch): boolean {
  if (alarms && !row.alarm && !row.outOfService) return false;
  if (kind !== "" && row.kind !== kind) return false;
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const there = [row.device, row.kind, row.state, row.reason?.code ?? "", row.reason?.message ?? ""].map((each) =>
    each.toLowerCase(),
  );
  return words.every((word) => there.some((each) => each.includes(word)));
}

/** Counts devices. */
export function countDevices(rows: readonly DeviceRow[]): DeviceCounts {
  return {
    all: rows.length,
    alarms: rows.filter(({ alarm }) => alarm).length,
    outOfService: rows.filter(({ outOfService }) => outOfService).length,
  };
}

/** Sections of a sorted list: what alarms under `alarm`, the others by their kind. None is empty. */
export function sections(
  rows: readonly DeviceRow[],
): readonly { readonly section: string; readonly rows: readonly DeviceRow[] }[] {
  const found = new Map<string, DeviceRow[]>();
  for (const row of rows) {
    const section = row.alarm ? "alarm" : row.kind;
    const there = found.get(section);
    if (there === undefined) found.set(section, [row]);
    else there.push(row);
  }
  return [...found].map(([section, list]) => ({ section, rows: list }));
}
