import { type DeviceObserver, type HubObserver, type Logger, silentLogger } from "@aisle/sdk";
import { testHub } from "@aisle/sdk/testing";
import { expect, it } from "vitest";
import { broken, TestGate } from "./test-gate.ts";

const way = { direction: "in" } as const;

async function open() {
  const gate = new TestGate();
  const errors: string[] = [];
  const log: Logger = { ...silentLogger, error: (message) => errors.push(message) };
  const driver = gate.driver("unwatched");
  const store = await testHub({ drivers: [driver], devices: [{ id: "gate-1", driver: "test-gate" }], log });
  return { ...store, gate, errors };
}

function recorder(lines: string[]): HubObserver {
  const own: DeviceObserver = {
    status: ({ state }) => lines.push(`status ${state}`),
    reading: ({ seq }) => lines.push(`reading ${seq}`),
    dropped: (count) => lines.push(`dropped ${count}`),
    noise: (problem) => lines.push(`noise ${problem.slice(0, 8)}`),
    command: (name, outcome, tookMs) => lines.push(`${name} ${outcome} ${tookMs}`),
  };
  return {
    device: (id, kind) => {
      lines.push(`${id} is a ${kind}`);
      return own;
    },
    subscriberFailed: ({ message }) => lines.push(`subscriber ${message}`),
  };
}

it("an observer hears of everything that a device does, from its present status on", async () => {
  const { hub, gate, clock } = await open();
  const lines: string[] = [];
  const stop = hub.observe(recorder(lines));
  gate.commands = { admit: () => new Promise(() => undefined) };
  gate.say();
  gate.readings.next("scan" as never);
  gate.readings.error(broken("device-gone"));
  await clock.run(1_000);
  const asked = hub.device("gate-1", "turnstile").commands.admit(way, { deadline: 250 });
  await clock.run(2_000);
  await asked;
  hub.addDevice({ id: "gate-2", driver: "no-such" });
  await clock.settle();
  await hub.removeDevice("gate-2");
  stop();
  stop();
  gate.say();
  await hub.close();
  expect(lines).toEqual([
    "gate-1 is a turnstile",
    "status online",
    "reading 1",
    "noise expected",
    "status degraded",
    "status offline",
    "status connecting",
    "status online",
    "admit unknown 250",
    "gate-2 is a unknown",
    "status idle",
    "status connecting",
    "status blocked",
    "status closing",
    "status closed",
  ]);
});

it("an observer counts what is dropped before anybody hears of it, and subscribers that fail", async () => {
  const { hub, gate } = await open();
  const lines: string[] = [];
  hub.observe(recorder(lines));
  const subscription = hub.readings$.subscribe(() => {
    gate.say();
    gate.say();
    throw new RangeError("bad");
  });
  gate.say();
  subscription.unsubscribe();
  await hub.close();
  expect(lines).toContain("dropped 1");
  expect(lines).toContain("subscriber bad");
});

it("an observer that throws is logged once and harms nobody", async () => {
  const { hub, gate, readings, errors, clock } = await open();
  const bad = (): never => {
    throw new RangeError("full");
  };
  hub.observe({ device: () => ({ status: bad, reading: bad, noise: bad }), subscriberFailed: bad });
  hub.observe({ device: bad });
  hub.observe({ device: () => undefined });
  gate.say();
  gate.say();
  gate.readings.complete();
  await clock.run(1_000);
  expect(readings).toHaveLength(2);
  expect(errors).toEqual(["An observer of the hub threw: full"]);
  await hub.close();
});
