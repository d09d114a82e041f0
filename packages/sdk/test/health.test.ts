import {
  AisleError,
  createHealth,
  type HealthSnapshot,
  openTelemetryMeter,
  pinoLogger,
  Secret,
  storeReport,
  VirtualClock,
} from "@aisle/sdk";
import { testHub } from "@aisle/sdk/testing";
import { describe, expect, it } from "vitest";
import { TestGate } from "./test-gate.ts";

const minute = 60_000;

async function gateStore() {
  const gate = new TestGate();
  const clock = new VirtualClock(1_000_000);
  const options = { drivers: [gate.driver({ within: 1_000 })], devices: [{ id: "gate-1", driver: "test-gate" }] };
  const store = await testHub({ ...options, random: () => 0.5 }, clock);
  const health = createHealth(store.hub, { clock });
  const now = () => health.snapshot().devices[0]!;
  return { gate, store, clock, health, now, [Symbol.asyncDispose]: () => store.hub.close() };
}

describe("the health of a store", () => {
  it("starts with a device that has done nothing yet", async () => {
    await using store = await gateStore();
    expect(store.health.snapshot()).toMatchObject({
      at: 1_000_000,
      healthy: true,
      counts: { working: 0, alarm: 0, outOfService: 0, waiting: 1 },
    });
    expect(store.now()).toMatchObject({
      device: "gate-1",
      kind: "turnstile",
      state: "connecting",
      readings: 0,
      alarm: false,
    });
    expect(store.now()).not.toHaveProperty("uptime");
  });

  it("counts readings, latencies and rate", async () => {
    await using store = await gateStore();
    for (let i = 0; i < 240; i += 1) {
      store.gate.readings.next({ type: "counters", data: { in: i, out: 0 }, at: store.clock.now() - 40 });
      await store.clock.run(store.clock.now() + 500);
    }
    expect(store.now()).toMatchObject({ state: "online", readings: 240, dropped: 0, uptime: 1 });
    expect(store.now().latency).toMatchObject({ count: 240, p50: 40, max: 40, buckets: [{ below: 48, count: 240 }] });
    expect(store.now().rate).toBeCloseTo(2, 1);
    expect(store.now().lastReadingAt).toBe(store.clock.now() - 500);
    expect(JSON.parse(JSON.stringify(store.health.snapshot()))).toEqual(store.health.snapshot());
  });

  it("has an alarm from the loss of a device until it works again, also while it is being tried", async () => {
    await using store = await gateStore();
    store.gate.say();
    store.gate.onOpen = () => {
      throw new AisleError("device-busy", "held by another", { category: "device" });
    };
    store.gate.readings.error(new Error("unplugged"));
    expect(store.now()).toMatchObject({ state: "offline", alarm: true, losses: 1, reconnects: 0 });
    expect(store.health.snapshot()).toMatchObject({ healthy: false, counts: { alarm: 1 } });
    await store.clock.run(store.clock.now() + minute);
    expect(store.now()).toMatchObject({ alarm: true, losses: 1, reason: { code: "device-busy" } });
    store.gate.onOpen = () => undefined;
    store.store.hub.resume("gate-1");
    await store.clock.settle();
    expect(store.now()).toMatchObject({ state: "connecting", alarm: true });
    store.gate.say();
    expect(store.now()).toMatchObject({ state: "online", alarm: false, losses: 1, reconnects: 1 });
    expect(store.now().attempts).toBeGreaterThan(3);
    expect(store.now().uptime).toBeLessThan(0.1);
  });

  it("has no alarm for a device out of service, and does not count that time", async () => {
    await using store = await gateStore();
    store.gate.say();
    await store.clock.run(store.clock.now() + 500);
    await store.store.hub.setOutOfService("gate-1", "new firmware");
    await store.clock.run(store.clock.now() + 10 * minute);
    expect(store.now()).toMatchObject({ state: "idle", alarm: false, outOfService: true, uptime: 1 });
    expect(store.now().reason?.message).toContain("new firmware");
    expect(store.health.snapshot()).toMatchObject({ healthy: true, counts: { outOfService: 1 } });
    expect(storeReport(store.health.snapshot())).toMatchObject([
      { severity: "info", about: { device: "gate-1" }, code: "out-of-service" },
    ]);
  });

  it("counts commands by outcome, noise, and subscribers that throw", async () => {
    await using store = await gateStore();
    Object.assign(store.gate.commands, { admit: () => Promise.resolve(undefined) });
    const { commands } = store.store.hub.device("gate-1", "turnstile");
    // Not online yet: refused.
    await commands.admit({ direction: "in" });
    store.gate.say();
    store.store.hub.readings$.subscribe(() => {
      throw new RangeError("mine");
    });
    await commands.admit({ direction: "in" });
    store.gate.readings.next({ type: "counters" } as never);
    store.gate.say();
    expect(store.now()).toMatchObject({ noise: 1, state: "degraded", alarm: true });
    expect(store.now().commands).toEqual({ done: 1, refused: 1, unknown: 0 });
    expect(store.health.snapshot().subscriberErrors).toBe(1);
  });

  it("forgets a device that is removed, and counts nothing once it is closed", async () => {
    await using store = await gateStore();
    store.health.close();
    store.gate.say();
    expect(store.now().readings).toBe(0);
    const again = createHealth(store.store.hub, { clock: store.clock });
    await store.store.hub.removeDevice("gate-1");
    expect(again.snapshot().devices).toEqual([]);
  });
});

describe("what is wrong in a store", () => {
  it("is one list of plugins and devices with remedies", async () => {
    await using store = await gateStore();
    store.gate.readings.error(
      new AisleError("auth-failed", "wrong password", { category: "device", remedy: "mend it" }),
    );
    const story = { severity: "error", code: "plugin-x", message: "m", remedy: "r" } as const;
    const plugin = { plugin: "@acme/x", state: "refused", drivers: [], transports: [], stories: [story] } as const;
    expect(storeReport(store.health.snapshot(), { sdk: "0.1.0", plugins: [plugin] })).toEqual([
      { about: { plugin: "@acme/x" }, ...story },
      {
        severity: "error",
        about: { device: "gate-1" },
        code: "auth-failed",
        message: "wrong password",
        remedy: "mend it",
      },
    ]);
  });
});

describe("adapters", () => {
  it("hand log lines to pino, fields first", () => {
    const lines: unknown[] = [];
    const line = (fields: object, message: string): void => void lines.push([fields, message]);
    const log = pinoLogger({ debug: line, info: line, warn: line, error: line });
    log.warn("careful", { device: "a" });
    log.info("well");
    expect(lines).toEqual([
      [{ device: "a" }, "careful"],
      [{}, "well"],
    ]);
  });

  it("offer every device's figures to OpenTelemetry, until they are told to stop", async () => {
    await using store = await gateStore();
    const made: string[] = [];
    const callbacks = new Set<(result: { observe(metric: object, value: number, of: object): void }) => void>();
    const make = (kind: string) => (name: string) => {
      made.push(`${kind} ${name}`);
      return { name };
    };
    const stop = openTelemetryMeter(store.health, {
      createObservableCounter: make("counter"),
      createObservableGauge: make("gauge"),
      addBatchObservableCallback: (callback) => void callbacks.add(callback),
      removeBatchObservableCallback: (callback) => void callbacks.delete(callback),
    });
    store.gate.say();
    const seen = new Map<string, unknown>();
    for (const callback of callbacks) {
      callback({ observe: (metric, value, of) => seen.set((metric as { name: string }).name, [value, of]) });
    }
    const of = { "aisle.device": "gate-1", "aisle.device.kind": "turnstile" };
    expect(seen.get("aisle.device.up")).toEqual([1, of]);
    expect(seen.get("aisle.device.readings")).toEqual([1, of]);
    expect(made).toContain("counter aisle.device.readings");
    stop();
    expect(callbacks.size).toBe(0);
  });
});

it("a snapshot has no figure that JSON cannot say", async () => {
  await using store = await gateStore();
  store.gate.readings.next({ type: "counters", data: { in: 1, out: 0 }, at: store.clock.now() - 30_000 });
  const snapshot = store.health.snapshot();
  expect(JSON.parse(JSON.stringify(snapshot)) as HealthSnapshot).toEqual(snapshot);
});

it("a reason that a driver reports tells no secret", async () => {
  await using store = await gateStore();
  const password = new Secret("open sesame, please");
  store.gate.say();
  store.gate.context?.report({
    code: "auth-failed",
    message: `refused ${password.reveal()}`,
    remedy: password.reveal(),
  });
  expect(store.now().reason).toEqual({ code: "auth-failed", message: "refused ***", remedy: "***" });
});

it("is counted by the hub itself from its opening, with a report that says what mends what is not well", async () => {
  await using store = await gateStore();
  store.gate.say();
  expect(store.store.hub.health()).toEqual(store.health.snapshot());
  expect(store.store.hub.report()).toEqual([]);
  await store.clock.run(store.clock.now() + 3_000);
  expect(store.store.hub.health().healthy).toBe(false);
  expect(store.store.hub.report()).toMatchObject([{ severity: "error", about: { device: "gate-1" }, code: "silent" }]);
});
