import type { DeviceStatus } from "@aisle/sdk";
import { describe, expect, it } from "vitest";
import { deviceMoods, sameMoods } from "./device-moods.ts";

const reason = { code: "silent", message: "" } as const;
const of = (status: DeviceStatus) => deviceMoods([{ device: "d", kind: "camera", status }]).get("d");

describe("how devices are drawn", () => {
  it("shows what does not work, what works badly and what is out of service, and nothing of the rest", () => {
    expect(of({ state: "offline", since: 0, reason, attempt: 1, nextRetryAt: 5 })).toBe("bad");
    expect(of({ state: "blocked", since: 0, reason })).toBe("bad");
    expect(of({ state: "degraded", since: 0, reason })).toBe("warn");
    expect(of({ state: "idle", since: 0, reason })).toBe("out");
    expect(of({ state: "idle", since: 0 })).toBeUndefined();
    expect(of({ state: "online", since: 0 })).toBeUndefined();
  });

  it("are alike only where every device is", () => {
    const a = new Map([["x", "bad"]] as const);
    expect(sameMoods(a, new Map([["x", "bad"]]))).toBe(true);
    expect(sameMoods(a, new Map([["x", "warn"]]))).toBe(false);
    expect(sameMoods(a, new Map([["y", "bad"]]))).toBe(false);
    expect(sameMoods(a, new Map())).toBe(false);
  });
});
