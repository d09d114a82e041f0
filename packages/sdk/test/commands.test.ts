import { AisleError, type Device } from "@aisle/sdk";
import { testHub } from "@aisle/sdk/testing";
import { describe, expect, it } from "vitest";
import { broken, TestGate } from "./test-gate.ts";

async function openGate(admit: NonNullable<TestGate["commands"]["admit"]>) {
  const gate = new TestGate();
  gate.commands = { admit };
  const store = await testHub({
    drivers: [gate.driver("unwatched")],
    devices: [{ id: "gate-1", driver: "test-gate" }],
  });
  return { ...store, gate, device: store.hub.device("gate-1", "turnstile") };
}

const hang = (): Promise<never> => new Promise(() => undefined);
const way = { direction: "in" } as const;

describe("a command", () => {
  it("is sent once with its input and key, and its outcome is done", async () => {
    const seen: unknown[] = [];
    const { device, hub } = await openGate(async (input, { key }) => {
      seen.push([input, key]);
      return undefined;
    });
    await expect(device.commands.admit(way, { key: "visit-7" })).resolves.toEqual({
      outcome: "done",
      output: undefined,
    });
    expect(seen).toEqual([[way, "visit-7"]]);
    await hub.close();
  });

  it("gets a key of its own each time where the host gives none", async () => {
    const keys: string[] = [];
    const { device, hub } = await openGate(async (_, { key }) => {
      keys.push(key);
      return undefined;
    });
    await Promise.all([device.commands.admit(way), device.commands.admit(way)]);
    expect(new Set(keys).size).toBe(2);
    await hub.close();
  });

  it("is refused at once while the device is not online, and the driver never hears of it", async () => {
    let called = 0;
    const { device, hub, gate } = await openGate(() => {
      called += 1;
      return undefined;
    });
    gate.readings.complete();
    await expect(device.commands.admit(way)).resolves.toMatchObject({
      outcome: "refused",
      error: { code: "device-not-online", retryable: true, remedy: expect.any(String) },
    });
    await hub.close();
    await expect(device.commands.admit(way)).resolves.toMatchObject({ outcome: "refused" });
    expect(called).toBe(0);
  });

  it("is taken by a degraded device", async () => {
    const { device, hub, gate } = await openGate(async () => undefined);
    gate.context?.report({ code: "hardware-fault", message: "one arm" });
    await expect(device.commands.admit(way)).resolves.toMatchObject({ outcome: "done" });
    await hub.close();
  });

  it("is refused when the driver has no such command, also for names that every object has", async () => {
    const { device, hub } = await openGate(async () => undefined);
    await expect(device.commands.setMode({ mode: "locked" })).resolves.toMatchObject({
      error: { code: "command-unsupported" },
    });
    const odd = device.commands as unknown as Record<string, Device<"turnstile">["commands"]["admit"]>;
    await expect(odd["toString"]?.(way)).resolves.toMatchObject({ outcome: "refused" });
    await expect(Promise.resolve(device.commands)).resolves.toBe(device.commands);
    await hub.close();
  });

  it("is unknown at its deadline, 5 s unless told; the driver is told to stop and never asked again", async () => {
    let called = 0;
    let signal: AbortSignal | undefined;
    const { device, hub, clock } = await openGate((_, context) => {
      called += 1;
      signal = context.signal;
      return hang();
    });
    const quick = device.commands.admit(way, { deadline: 100 });
    await clock.run(100);
    await expect(quick).resolves.toMatchObject({ outcome: "unknown", error: { code: "command-timeout" } });
    expect(signal?.aborted).toBe(true);
    const slow = device.commands.admit(way);
    await clock.run(5_099);
    expect(signal?.aborted).toBe(false);
    await clock.run(5_100);
    await expect(slow).resolves.toMatchObject({ outcome: "unknown" });
    expect(signal?.aborted).toBe(true);
    expect(called).toBe(2);
    await hub.close();
  });

  it("is unknown when the caller gives up, and refused when the caller had given up before", async () => {
    const { device, hub } = await openGate(hang);
    const caller = new AbortController();
    const asked = device.commands.admit(way, { signal: caller.signal });
    caller.abort();
    await expect(asked).resolves.toMatchObject({ outcome: "unknown", error: { code: "command-aborted" } });
    await expect(device.commands.admit(way, { signal: caller.signal })).resolves.toMatchObject({ outcome: "refused" });
    await hub.close();
  });

  it("is unknown when the device is lost meanwhile", async () => {
    const { device, hub, gate } = await openGate(hang);
    const asked = device.commands.admit(way);
    gate.readings.error(broken("device-gone"));
    await expect(asked).resolves.toMatchObject({ outcome: "unknown", error: { code: "device-lost" } });
    await hub.close();
  });

  it.each([
    ["refused", "the device said no", new AisleError("acme-nak", "no", { category: "device" })],
    ["unknown", "the connection broke", broken("timeout")],
    ["unknown", "the driver failed", new TypeError("x")],
    ["unknown", "nothing was said", undefined],
  ])("is %s when %s", async (outcome, _why, thrown) => {
    const { device, hub } = await openGate(() => {
      throw thrown;
    });
    await expect(device.commands.admit(way)).resolves.toMatchObject({ outcome });
    await hub.close();
  });

  it("leaves no timer and no listener on the caller's signal", async () => {
    const { device, hub, clock } = await openGate(async () => undefined);
    const caller = new AbortController();
    let listeners = 0;
    const { addEventListener, removeEventListener } = caller.signal;
    caller.signal.addEventListener = (...args: Parameters<AbortSignal["addEventListener"]>) => {
      listeners += 1;
      addEventListener.apply(caller.signal, args);
    };
    caller.signal.removeEventListener = (...args: Parameters<AbortSignal["removeEventListener"]>) => {
      listeners -= 1;
      removeEventListener.apply(caller.signal, args);
    };
    const before = clock.nextTimerAt();
    await device.commands.admit(way, { signal: caller.signal, deadline: 1 });
    expect(listeners).toBe(0);
    expect(clock.nextTimerAt()).toBe(before);
    await hub.close();
  });

  it("is refused when a hundred others wait, so that a stuck device holds no more", async () => {
    const { device, hub } = await openGate(hang);
    const waiting = Array.from({ length: 100 }, () => device.commands.admit(way));
    await expect(device.commands.admit(way)).resolves.toMatchObject({
      outcome: "refused",
      error: { code: "commands-busy", retryable: true },
    });
    await hub.close();
    const [first, ...others] = await Promise.all(waiting);
    expect(first).toMatchObject({ outcome: "unknown", error: { code: "device-lost" } });
    for (const outcome of others) expect(outcome).toMatchObject({ outcome: "refused", error: { code: "device-lost" } });
  });

  it("waits for those before it: one at a time, in order of asking", async () => {
    const running: string[] = [];
    const finish: (() => void)[] = [];
    const { device, hub, clock } = await openGate((_, { key }) => {
      running.push(key);
      return new Promise((resolve) => {
        finish.push(() => {
          resolve(undefined);
        });
      });
    });
    const asked = ["a", "b", "c"].map((key) => device.commands.admit(way, { key }));
    expect(running).toEqual(["a"]);
    finish[0]?.();
    await clock.settle();
    expect(running).toEqual(["a", "b"]);
    finish[1]?.();
    await clock.settle();
    finish[2]?.();
    for (const { outcome } of await Promise.all(asked)) expect(outcome).toBe("done");
    await hub.close();
  });

  it("does not wait where the driver takes several at a time", async () => {
    let running = 0;
    const gate = new TestGate();
    gate.commands = {
      admit: () => {
        running += 1;
        return hang();
      },
    };
    const driver = { ...gate.driver("unwatched"), commandsAtOnce: 2 };
    await using store = await testHub({ drivers: [driver], devices: [{ id: "gate-1", driver: "test-gate" }] });
    const { commands } = store.hub.device("gate-1", "turnstile");
    for (let n = 0; n < 3; n += 1) void commands.admit(way);
    expect(running).toBe(2);
  });

  it("that waited until its deadline, or until the caller gave up, was certainly not done: it is refused", async () => {
    const keys: string[] = [];
    const { device, hub, clock } = await openGate((_, { key }) => {
      keys.push(key);
      return hang();
    });
    const caller = new AbortController();
    const first = device.commands.admit(way, { key: "first", deadline: 1_000 });
    const late = device.commands.admit(way, { key: "late", deadline: 500 });
    const aborted = device.commands.admit(way, { key: "aborted", signal: caller.signal });
    caller.abort();
    await clock.run(500);
    await expect(late).resolves.toMatchObject({ outcome: "refused", error: { code: "command-timeout" } });
    await expect(aborted).resolves.toMatchObject({ outcome: "refused", error: { code: "command-aborted" } });
    await clock.run(1_000);
    await expect(first).resolves.toMatchObject({ outcome: "unknown" });
    expect(keys).toEqual(["first"]);
    await hub.close();
  });

  it("after one that never ended goes on its way at that one's deadline", async () => {
    const keys: string[] = [];
    const { device, hub, clock } = await openGate((_, { key }) => {
      keys.push(key);
      return key === "first" ? hang() : undefined;
    });
    void device.commands.admit(way, { key: "first", deadline: 1_000 });
    const second = device.commands.admit(way, { key: "second" });
    await clock.run(1_000);
    await expect(second).resolves.toMatchObject({ outcome: "done" });
    expect(keys).toEqual(["first", "second"]);
    await hub.close();
  });
});

describe("a key", () => {
  async function openCounting() {
    const counted = { done: 0, fails: undefined as AisleError | undefined, hangs: false };
    const store = await openGate(() => {
      counted.done += 1;
      if (counted.hangs) return hang();
      if (counted.fails !== undefined) throw counted.fails;
      return undefined;
    });
    return { ...store, counted };
  }

  it("makes a wish that is asked twice be done once: the second gets the outcome of the first", async () => {
    const { device, hub, counted } = await openCounting();
    const [first, second] = await Promise.all([
      device.commands.admit(way, { key: "visit-7" }),
      device.commands.admit(way, { key: "visit-7" }),
    ]);
    expect(second).toBe(first);
    expect(await device.commands.admit(way, { key: "visit-7" })).toBe(first);
    await device.commands.admit(way, { key: "visit-8" });
    expect(counted.done).toBe(2);
    await hub.close();
  });

  it("of an unknown outcome does not act again either, also over a new connection", async () => {
    const { device, hub, gate, clock, counted } = await openCounting();
    counted.hangs = true;
    const lost = device.commands.admit(way, { key: "visit-7" });
    gate.readings.complete();
    await expect(lost).resolves.toMatchObject({ outcome: "unknown" });
    await clock.run(60_000);
    expect(device.status.state).toBe("online");
    await expect(device.commands.admit(way, { key: "visit-7" })).resolves.toMatchObject({ outcome: "unknown" });
    expect(counted.done).toBe(1);
    await hub.close();
  });

  it("of a refused wish may be asked again, for it was certainly not done", async () => {
    const { device, hub, gate, clock, counted } = await openCounting();
    gate.readings.complete();
    await expect(device.commands.admit(way, { key: "visit-7" })).resolves.toMatchObject({ outcome: "refused" });
    await clock.run(60_000);
    counted.fails = new AisleError("acme-nak", "no", { category: "device" });
    await expect(device.commands.admit(way, { key: "visit-7" })).resolves.toMatchObject({ outcome: "refused" });
    counted.fails = undefined;
    await expect(device.commands.admit(way, { key: "visit-7" })).resolves.toMatchObject({ outcome: "done" });
    expect(counted.done).toBe(2);
    await hub.close();
  });

  it("belongs to one command", async () => {
    const { device, hub, gate, clock, counted } = await openCounting();
    let modes = 0;
    gate.commands = {
      ...gate.commands,
      setMode: async () => {
        modes += 1;
        return undefined;
      },
    };
    gate.readings.complete();
    await clock.run(60_000);
    await device.commands.admit(way, { key: "k" });
    await device.commands.setMode({ mode: "free" }, { key: "k" });
    expect([counted.done, modes]).toEqual([1, 1]);
    await hub.close();
  });

  it("is forgotten after ten minutes, and after a thousand others", async () => {
    const { device, hub, clock, counted } = await openCounting();
    await device.commands.admit(way, { key: "old" });
    await clock.run(599_999);
    await device.commands.admit(way, { key: "old" });
    expect(counted.done).toBe(1);
    await clock.run(600_000);
    await device.commands.admit(way, { key: "old" });
    expect(counted.done).toBe(2);
    for (let n = 0; n < 1_000; n += 1) await device.commands.admit(way, { key: `${n}` });
    await device.commands.admit(way, { key: "old" });
    expect(counted.done).toBe(1_003);
    await hub.close();
  });
});
