import { testHub } from "@aisle/sdk/testing";
import { describe, expect, it } from "vitest";
import { brief, broken, TestGate } from "./test-gate.ts";

async function open(random = () => 0.5, supervision = {}) {
  const gate = new TestGate();
  const devices = [{ id: "gate-1", driver: "test-gate" }];
  const store = await testHub({ drivers: [gate.driver("unwatched")], devices, random, supervision });
  const { clock, hub } = store;
  const device = hub.device("gate-1", "turnstile");
  /** Breaks the connection `holds` ms after now, and waits until it is tried again. */
  const breakAfter = async (holds: number): Promise<void> => {
    await clock.run(clock.now() + holds);
    gate.readings.error(broken("device-gone"));
    if (device.status.state === "offline") await clock.run(device.status.nextRetryAt);
  };
  return { ...store, gate, device, breakAfter };
}

describe("a device that comes and goes", () => {
  it("is in the slow lane from its fifth loss within ten minutes: it waits 150 to 300 s", async () => {
    const { breakAfter, gate, statuses, hub } = await open();
    for (let n = 0; n < 6; n += 1) await breakAfter(1_000);
    const losses = statuses.map(({ status }) => brief(status)).filter((status) => status.startsWith("offline"));
    // Half of 1, 2, 4, 8 s; then half of 300 s and half of the other half.
    expect(gate.opened).toEqual([0, 1_500, 3_500, 6_500, 11_500, 237_500, 463_500]);
    expect(losses).toEqual([
      "offline(device-gone)@1000",
      "offline(device-gone)@2500",
      "offline(device-gone)@4500",
      "offline(device-gone)@7500",
      "offline(flapping)@12500",
      "offline(flapping)@238500",
    ]);
    await hub.close();
  });

  it.each([
    [() => 0, 150_000],
    [() => 0.999_999, 299_999],
  ])("spreads its tries by chance over the second half of the wait", async (random, wait) => {
    const { breakAfter, device, gate, clock, hub } = await open(random);
    for (let n = 0; n < 4; n += 1) await breakAfter(1);
    await clock.run(clock.now() + 1);
    gate.readings.error(broken("device-gone"));
    expect(device.status).toMatchObject({ reason: { code: "flapping" }, nextRetryAt: clock.now() + wait });
    await hub.close();
  });

  it("says how often it came and went, and why it went last", async () => {
    const { breakAfter, statuses, hub } = await open(undefined, { flappingLosses: 2 });
    await breakAfter(1);
    await breakAfter(1);
    const last = statuses.findLast(({ status }) => status.state === "offline");
    expect(last?.status).toMatchObject({
      reason: {
        message: "It came and went 2 times within 600 s; at last: broken: device-gone",
        remedy: expect.any(String),
      },
    });
    await hub.close();
  });

  it("leaves the slow lane after a connection that held a stable while", async () => {
    const { breakAfter, statuses, gate, hub } = await open();
    for (let n = 0; n < 5; n += 1) await breakAfter(1_000);
    await breakAfter(60_000);
    expect(statuses.findLast(({ status }) => status.state === "offline")?.status).toMatchObject({
      reason: { code: "device-gone" },
      attempt: 1,
    });
    const [before = 0, last = 0] = gate.opened.slice(-2);
    expect(last - before).toBe(60_000 + 500);
    await hub.close();
  });

  it("leaves it as well when the host tries it by hand", async () => {
    const { breakAfter, device, clock, gate, hub } = await open(undefined, { flappingLosses: 2 });
    await breakAfter(1_000);
    await clock.run(clock.now() + 1_000);
    gate.readings.error(broken("device-gone"));
    hub.resume("gate-1");
    await clock.settle();
    expect(device.status.state).toBe("online");
    gate.readings.error(broken("device-gone"));
    expect(device.status).toMatchObject({ reason: { code: "device-gone" }, nextRetryAt: clock.now() + 500 });
    await hub.close();
  });

  it("keeps the reason of tries that fail in the slow lane, for it may be gone by now", async () => {
    const { breakAfter, device, clock, gate, hub } = await open(undefined, { flappingLosses: 2 });
    await breakAfter(1_000);
    gate.onOpen = () => {
      throw broken("unreachable");
    };
    await breakAfter(1_000);
    expect(device.status).toMatchObject({ reason: { code: "unreachable" }, nextRetryAt: clock.now() + 225_000 });
    await hub.close();
  });

  it("is not flapping when it is lost as often over a longer time, nor when it never was online", async () => {
    const slow = await open();
    for (let n = 0; n < 6; n += 1) {
      await slow.breakAfter(30_000);
      await slow.clock.run(slow.clock.now() + 30_000);
      await slow.breakAfter(59_000);
      await slow.clock.run(slow.clock.now() + 61_000);
      await slow.hub.setOutOfService("gate-1");
      await slow.clock.run(slow.clock.now() + 60_000);
      slow.hub.setInService("gate-1");
      await slow.clock.settle();
    }
    slow.gate.onOpen = () => {
      throw broken("unreachable");
    };
    await slow.breakAfter(1);
    await slow.clock.run(slow.clock.now() + 3_600_000);
    expect(slow.statuses.filter(({ status }) => "reason" in status && status.reason.code === "flapping")).toEqual([]);
    await slow.hub.close();
  });

  it("does not count losses that a host's clock set back has put into the future", async () => {
    const { Flapping } = await import("../src/hub/flapping.ts");
    const flapping = new Flapping({ flappingLosses: 3, flappingWithin: 1_000, flappingRetry: 10 });
    for (const now of [5_000, 5_001, 100, 101]) flapping.lost(now);
    expect(flapping.active).toBe(false);
    flapping.lost(102);
    expect(flapping.active).toBe(true);
  });
});
