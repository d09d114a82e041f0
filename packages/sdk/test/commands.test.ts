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
    const slow = device.commands.admit(way);
    await clock.run(100);
    await expect(quick).resolves.toMatchObject({ outcome: "unknown", error: { code: "command-timeout" } });
    expect(signal?.aborted).toBe(false);
    await clock.run(5_000);
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
      error: { code: "command-refused" },
    });
    await hub.close();
    for (const outcome of await Promise.all(waiting)) expect(outcome.outcome).toBe("unknown");
  });
});
