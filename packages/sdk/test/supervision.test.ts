import { AisleError, type Liveness, openHub, VirtualClock } from "@aisle/sdk";
import { testHub } from "@aisle/sdk/testing";
import { describe, expect, it } from "vitest";
import { brief, broken, TestGate } from "./test-gate.ts";

const devices = [{ id: "gate-1", driver: "test-gate" }];
/** Half of each bound, so that the schedule can be read. */
const random = () => 0.5;

async function open(gate: TestGate, liveness: Liveness, supervision = {}) {
  const store = await testHub({ drivers: [gate.driver(liveness)], devices, random, supervision }, new VirtualClock(0));
  return {
    ...store,
    gate,
    history: () => store.statuses.map(({ status }) => brief(status)),
    device: store.hub.device("gate-1", "turnstile"),
  };
}

describe("connecting again", () => {
  it("waits exponentially longer with full jitter, up to the cap, without end", async () => {
    const gate = new TestGate();
    gate.onOpen = () => {
      throw broken("unreachable");
    };
    const { clock, hub, device } = await open(gate, "unwatched");
    await clock.run(400_000);
    // Half of 1, 2, 4, 8, 16, 32, 60, 60, … seconds, one after the other.
    expect(gate.opened.slice(0, 10)).toEqual([0, 500, 1_500, 3_500, 7_500, 15_500, 31_500, 61_500, 91_500, 121_500]);
    expect(device.status).toMatchObject({ state: "offline", attempt: 19, nextRetryAt: 421_500 });
    await clock.run(86_400_000 * 3);
    expect(gate.opened.at(-1)).toBeGreaterThan(86_400_000 * 3 - 30_001);
    await hub.close();
    expect(clock.nextTimerAt()).toBeUndefined();
  });

  it("starts with small waits again only after a connection that held a stable while", async () => {
    const gate = new TestGate();
    const { clock, hub } = await open(gate, "unwatched");
    for (const holds of [100, 100, 60_000, 100]) {
      await clock.run(clock.now() + holds);
      gate.readings.error(broken("device-gone"));
      await clock.run(clock.now() + 4_000);
    }
    // Each time: when it was opened minus when it had been lost.
    const lost = [100, 4_200, 68_200, 72_300];
    expect(gate.opened.slice(1).map((at, index) => at - (lost[index] ?? 0))).toEqual([500, 1_000, 500, 1_000]);
    await hub.close();
  });

  it("keeps trying a driver that throws, and calls it the driver's bug", async () => {
    const gate = new TestGate();
    gate.onOpen = () => {
      throw new TypeError("x is not a function");
    };
    const { clock, hub, history } = await open(gate, "unwatched");
    gate.onOpen = () => undefined;
    await clock.run(500);
    expect(history()).toEqual(["offline(driver-bug)@0", "connecting@500", "online@500"]);
    await hub.close();
  });

  it.each(["auth-failed", "settings-invalid", "sdk-incompatible", "module-missing"])(
    "does not try again after %s until the host says so",
    async (code) => {
      const gate = new TestGate();
      gate.onOpen = () => {
        throw new AisleError(code, "no", { category: "device" });
      };
      const { clock, hub, device } = await open(gate, "unwatched");
      await clock.run(3_600_000);
      expect(gate.opened).toEqual([0]);
      expect(clock.nextTimerAt()).toBeUndefined();
      expect(device.status).toMatchObject({ state: "blocked", reason: { code } });
      gate.onOpen = () => undefined;
      device.resume();
      await clock.settle();
      expect(device.status.state).toBe("online");
      await hub.close();
    },
  );

  it("waits for the last connection to be let go of before it opens the next, but not for ever", async () => {
    const gate = new TestGate();
    let letGo = (): void => undefined;
    gate.onClose = () =>
      new Promise((resolve) => {
        letGo = resolve;
      });
    const { clock, hub } = await open(gate, "unwatched");
    gate.readings.complete();
    await clock.run(1_500);
    expect(gate.opened).toEqual([0]);
    letGo();
    await clock.settle();
    expect(gate.opened).toEqual([0, 1_500]);
    gate.readings.complete();
    await clock.run(10_000);
    expect(gate.opened).toEqual([0, 1_500, 3_500]);
    gate.onClose = () => undefined;
    await hub.close();
  });
});

describe("the deadline of connecting", () => {
  it("ends an opening that hangs, and closes what opens too late", async () => {
    const gate = new TestGate();
    let finish = (): void => undefined;
    gate.onOpen = () =>
      new Promise((resolve) => {
        finish = resolve;
      });
    const { clock, hub, device } = await open(gate, "unwatched", { connectWithin: 3_000 });
    await clock.run(2_999);
    expect(device.status.state).toBe("connecting");
    await clock.run(3_000);
    expect(device.status).toMatchObject({ state: "offline", reason: { code: "timeout" } });
    expect(gate.context?.signal.aborted).toBe(true);
    finish();
    await clock.settle();
    expect(gate.closed).toEqual([3_000]);
    await hub.close();
  });
});

describe("liveness", () => {
  it("within: is online with the first reading, and offline when silent for that long, noticed at most a quarter later", async () => {
    const gate = new TestGate();
    const { clock, hub, device, history } = await open(gate, { within: 1_000 });
    expect(device.status.state).toBe("connecting");
    for (const at of [700, 1_690, 2_680]) {
      await clock.run(at);
      gate.say();
    }
    await clock.run(3_680);
    expect(device.status.state).toBe("online");
    await clock.run(3_930);
    expect(history()).toEqual(["online@700", "offline(silent)@3750"]);
    await hub.close();
  });

  it("within: an open socket that never says a word is not online", async () => {
    const { clock, hub, history } = await open(new TestGate(), { within: 1_000 });
    await clock.run(1_250);
    expect(history()).toEqual(["offline(silent)@1250"]);
    await hub.close();
  });

  it("probe: is online with the first answer, asks every so often, and is lost when it does not answer as long", async () => {
    const gate = new TestGate();
    const asked: number[] = [];
    let answers = true;
    gate.probe = () => {
      asked.push(gate.context?.clock.now() ?? -1);
      return answers ? Promise.resolve() : new Promise(() => undefined);
    };
    const { clock, hub, history } = await open(gate, { probe: "driver", every: 5_000 });
    await clock.run(12_000);
    answers = false;
    await clock.run(20_000);
    expect(asked).toEqual([0, 5_000, 10_000, 15_000]);
    expect(history()).toEqual(["online@0", "offline(silent)@20000"]);
    await hub.close();
  });

  it("probe: an answer that fails loses the device with its reason", async () => {
    const gate = new TestGate();
    gate.probe = () => Promise.reject(Object.assign(new Error("EBUSY"), { code: "EBUSY" }));
    const { hub, device } = await open(gate, { probe: "driver", every: 5_000 });
    expect(device.status).toMatchObject({ state: "offline", reason: { code: "device-busy" } });
    await hub.close();
  });

  it("probe: a driver that promises one and has none is told so", async () => {
    const { hub, device } = await open(new TestGate(), { probe: "driver", every: 5_000 });
    expect(device.status).toMatchObject({
      reason: { code: "driver-bug", message: expect.stringContaining("no `probe`") },
    });
    await hub.close();
  });

  it.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY])(
    "refuses a driver that says %s ms rather than spin",
    async (ms) => {
      for (const liveness of [{ within: ms }, { probe: "driver", every: ms }] as const) {
        const gate = new TestGate();
        gate.probe = () => Promise.resolve();
        const { hub, device } = await open(gate, liveness);
        expect(device.status).toMatchObject({ state: "offline", reason: { code: "driver-bug" } });
        await hub.close();
      }
    },
  );

  it("unwatched: is online once open, or with the answer to its probe where it has one", async () => {
    const gate = new TestGate();
    const plain = await open(gate, "unwatched");
    expect(plain.device.status.state).toBe("online");
    await plain.hub.close();
    gate.probe = () => new Promise(() => undefined);
    const probed = await open(gate, "unwatched");
    expect(probed.device.status.state).toBe("connecting");
    await probed.clock.run(10_000);
    expect(probed.device.status).toMatchObject({ state: "offline", reason: { code: "timeout" } });
    await probed.hub.close();
  });

  it("loses no device when the host's clock jumps", async () => {
    const gate = new TestGate();
    const timers = new VirtualClock(0);
    let jump = 0;
    const clock = {
      now: () => timers.now() + jump,
      schedule: (ms: number, task: () => void) => timers.schedule(ms, task),
    };
    const hub = await openHub({ drivers: [gate.driver({ within: 1_000 })], devices, clock, random });
    await timers.settle();
    for (let at = 0; at <= 10_000; at += 500) {
      await timers.run(at);
      if (at === 3_000) jump = 3_600_000;
      if (at === 6_000) jump = -3_600_000;
      gate.say();
    }
    expect(hub.devices.get("gate-1")?.status.state).toBe("online");
    expect(gate.opened).toHaveLength(1);
    await hub.close();
  });
});

describe("a working device", () => {
  it("is degraded while its driver reports a fault, also one reported before it was online", async () => {
    const gate = new TestGate();
    gate.onOpen = ({ report }) => {
      report({ code: "hardware-fault", message: "left arm" });
    };
    const { hub, history, device } = await open(gate, { within: 1_000 });
    gate.say();
    expect(device.status).toMatchObject({ state: "degraded", reason: { message: "left arm" } });
    gate.context?.report(undefined);
    expect(history()).toEqual(["online@0", "degraded(hardware-fault)@0", "online@0"]);
    await hub.close();
  });

  it.each([
    ["nothing", undefined],
    ["a string", "scan"],
    ["an object that cannot be read", new Proxy({}, { get: () => expect.fail("looked at") })],
    ["a type that cannot be shown", { type: Object.create(null) as object }],
    ["an object without a type", { data: {} }],
    ["a type of another kind", { type: "weights", data: {} }],
    ["data of another shape", { type: "passage", data: { phase: "completed" } }],
    ["a time that is none", { type: "counters", at: Number.NaN, data: { in: 1, out: 1 } }],
    ["no data", { type: "counters" }],
  ])(
    "survives that its driver emits %s: one status, no reading, and well again when quiet",
    async (_what, emission) => {
      const gate = new TestGate();
      const { clock, hub, readings, history } = await open(gate, "unwatched", { stableAfter: 1_000 });
      const emit = gate.readings.next.bind(gate.readings) as (value: unknown) => void;
      emit(emission);
      emit(emission);
      gate.say();
      await clock.run(500);
      emit(emission);
      await clock.run(3_000);
      expect(readings.map(({ seq }) => seq)).toEqual([1]);
      expect(history()).toEqual(["online@0", "degraded(driver-bug)@0", "online@2000"]);
      await hub.close();
    },
  );

  it("can be taken out of service and back", async () => {
    const gate = new TestGate();
    const { clock, hub, device } = await open(gate, "unwatched");
    await device.setOutOfService();
    expect(gate.closed).toEqual([0]);
    expect(device.status.state).toBe("idle");
    await clock.run(3_600_000);
    expect(gate.opened).toEqual([0]);
    expect(clock.nextTimerAt()).toBeUndefined();
    device.resume();
    await clock.settle();
    expect(device.status.state).toBe("idle");
    device.setInService();
    await clock.settle();
    expect(device.status).toEqual({ state: "online", since: 3_600_000, unwatched: true });
    await hub.close();
  });

  it("obeys a subscriber that takes it out of service from inside a status change", async () => {
    const gate = new TestGate();
    const { clock, hub, device } = await open(gate, "unwatched");
    device.status$.subscribe(({ state }) => {
      if (state === "connecting") void device.setOutOfService();
    });
    gate.readings.complete();
    await clock.run(5_000);
    expect(device.status.state).toBe("idle");
    expect(gate.opened).toEqual([0]);
    expect(clock.nextTimerAt()).toBeUndefined();
    await hub.close();
  });
});
