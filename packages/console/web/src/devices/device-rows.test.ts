import type { DeviceHealth, DeviceKind, DeviceStatus } from "@aisle/sdk";
import { describe, expect, it } from "vitest";
import { countDevices, type DeviceRow, deviceRows, findsDevice, sections, sortDevices } from "./device-rows.ts";

const reason = { code: "unreachable", message: "No answer from 10.0.0.7.", remedy: "Look at its cable." } as const;

function said(device: string, status: DeviceStatus, kind: DeviceKind = "camera") {
  return { device, kind, status };
}

function health(device: string, part: Partial<DeviceHealth>): DeviceHealth {
  return {
    device,
    kind: "camera",
    state: "online",
    since: 5,
    outOfService: false,
    alarm: false,
    readings: 0,
    dropped: 0,
    noise: 0,
    rate: 0,
    latency: { count: 0, p50: 0, p99: 0, max: 0, buckets: [] },
    attempts: 1,
    losses: 0,
    reconnects: 0,
    commands: { done: 0, refused: 0, unknown: 0 },
    ...part,
  };
}

function row(device: string, part: Partial<DeviceRow> = {}): DeviceRow {
  const rest = { state: "online", since: 0, unwatched: false, outOfService: false, alarm: false } as const;
  return { device, kind: "camera", ...rest, ...part };
}

describe("the rows of devices", () => {
  it("alarm for what is lost, does badly or is tried again, also without health", () => {
    const rows = deviceRows(
      [
        said("a", { state: "offline", since: 1, reason, attempt: 2, nextRetryAt: 9 }),
        said("b", { state: "degraded", since: 1, reason }),
        said("c", { state: "connecting", since: 1, attempt: 2 }),
        said("d", { state: "connecting", since: 1, attempt: 1 }),
        said("e", { state: "online", since: 1 }),
      ],
      [],
    );
    expect(rows.map(({ alarm }) => alarm)).toEqual([true, true, true, false, false]);
    expect(rows[0]?.reason).toEqual(reason);
  });

  it("call a device that was taken out of service no alarm", () => {
    const idle = { state: "idle", since: 1, reason: { code: "out-of-service", message: "Cleaning." } } as const;
    expect(deviceRows([said("a", idle)], [])[0]).toMatchObject({ outOfService: true, alarm: false });
    expect(deviceRows([said("a", { state: "idle", since: 1 })], [])[0]).toMatchObject({ outOfService: false });
  });

  it("believe health about an alarm only where it speaks of the same status", () => {
    const trying = said("a", { state: "connecting", since: 5, attempt: 1 });
    const [same] = deviceRows([trying], [health("a", { state: "connecting", since: 5, alarm: true })]);
    expect(same?.alarm).toBe(true);
    const [older] = deviceRows([said("a", { state: "online", since: 9 })], [health("a", { alarm: true })]);
    expect(older).toMatchObject({ state: "online", since: 9, alarm: false });
  });

  it("list a device that has health and no status yet", () => {
    const rows = deviceRows([said("a", { state: "online", since: 1 })], [health("b", { alarm: true, reason })]);
    expect(rows.map(({ device }) => device)).toEqual(["a", "b"]);
    expect(rows[1]).toMatchObject({ alarm: true, reason });
  });
});

describe("the list of devices", () => {
  const rows = [
    row("cam-10"),
    row("cam-9"),
    row("fridge", { kind: "fridge-door" as DeviceKind }),
    row("g1", { kind: "weight-shelf", outOfService: true }),
    row("gate-1", { kind: "turnstile" }),
    row("cam-3", { alarm: true, state: "offline", reason }),
  ];

  it("begins with alarms, then goes by kind and number", () => {
    const sorted = sortDevices(rows);
    expect(sorted.map(({ device }) => device)).toEqual(["cam-3", "gate-1", "cam-9", "cam-10", "g1", "fridge"]);
    expect(sections(sorted).map(({ section, rows: list }) => [section, list.length])).toEqual([
      ["alarm", 1],
      ["turnstile", 1],
      ["camera", 2],
      ["weight-shelf", 1],
      ["fridge-door", 1],
    ]);
  });

  it("is counted", () => {
    expect(countDevices(rows)).toEqual({ all: 6, alarms: 1, outOfService: 1 });
  });

  it("is narrowed by words of id, state and reason, by kind and to what needs a look, out of service too", () => {
    const found = (text: string, kind = "", alarms = false): string[] =>
      rows.filter((each) => findsDevice(each, { text, kind, alarms })).map(({ device }) => device);
    expect(found("CAM-10")).toEqual(["cam-10"]);
    expect(found("no answer offline")).toEqual(["cam-3"]);
    expect(found("", "turnstile")).toEqual(["gate-1"]);
    expect(found("", "", true)).toEqual(["g1", "cam-3"]);
    expect(found("cam", "turnstile")).toEqual([]);
  });
});
