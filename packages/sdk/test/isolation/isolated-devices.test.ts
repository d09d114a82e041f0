import { AisleError, type AnyDriver, type BusSettings, type DeviceSettings, isolated, Secret } from "@aisle/sdk";
import { testHub, VirtualClock } from "@aisle/sdk/testing";
import { BehaviorSubject, NEVER, Observable, Subject } from "rxjs";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { secret } from "../../src/index.ts";
import { programChildren } from "../../src/isolation/fake-child.fixture.ts";
import { brief, TestGate } from "../test-gate.ts";

/** A hub whose drivers run in a driver process that is played in this one, in virtual time. */
async function open(
  drivers: readonly object[],
  devices: readonly DeviceSettings[],
  { buses, modules = {} }: { buses?: readonly BusSettings[]; modules?: Record<string, object> } = {},
) {
  const clock = new VirtualClock(0);
  const children = programChildren(clock, { "file:///acme.js": { default: drivers, ...modules } });
  const real = drivers.filter((driver): driver is AnyDriver => "kind" in driver);
  const facts = real.map(({ id, kind, transport }) => ({ id, kind, transport }));
  const lines: string[] = [];
  const line = (message: string) => lines.push(message);
  const store = await testHub(
    {
      drivers: isolated({ name: "acme", modules: ["file:///acme.js"], drivers: facts, spawn: children.spawn }),
      devices,
      random: () => 0.5,
      log: { debug: () => undefined, info: line, warn: line, error: line },
      ...(buses && { buses }),
    },
    clock,
  );
  await clock.run(10);
  return { ...store, children, lines };
}

async function openGate(prepare: (gate: TestGate) => void = () => undefined, settings: unknown = {}) {
  const gate = new TestGate();
  prepare(gate);
  const store = await open([gate.driver("unwatched")], [{ id: "gate", driver: "test-gate", settings }]);
  return { ...store, gate, device: store.hub.device("gate", "turnstile") };
}

describe("a device whose driver runs in a process of its own", () => {
  it("is to its host what it would be in the host: info, readings, status", async () => {
    const { hub, clock, gate, device, readings } = await openGate();
    expect(brief(device.status)).toMatch(/^online/);
    gate.say(1);
    gate.readings.next({ type: "counters", at: 7, data: { in: 2, out: 0 } });
    await clock.run(20);
    expect(readings.map(({ seq, run, data }) => [seq, run, data])).toEqual([
      [1, 1, { in: 1, out: 0 }],
      [2, 1, { in: 2, out: 0 }],
    ]);
    await hub.close();
    expect(gate.closed).toHaveLength(1);
    expect(clock.nextTimerAt()).toBeUndefined();
  });

  it("goes offline when its stream ends or breaks, and comes back", async () => {
    const { hub, clock, gate, device } = await openGate();
    gate.say(1);
    gate.readings.error(new AisleError("hardware-fault", "motor", { category: "device", remedy: "Oil it." }));
    await clock.run(20);
    expect(device.status).toMatchObject({ state: "offline", reason: { code: "hardware-fault", remedy: "Oil it." } });
    await clock.run(2_000);
    expect(brief(device.status)).toMatch(/^online/);
    gate.readings.complete();
    await clock.run(2_010);
    expect(brief(device.status)).toMatch(/^offline\(device-gone\)/);
    expect(gate.closed.length).toBe(2);
    await hub.close();
  });

  it("says what its driver reports and logs", async () => {
    const { hub, clock, gate, device, lines } = await openGate();
    gate.context?.report({ code: "hardware-fault", message: "worn" });
    gate.context?.log.warn("squeaks", { loud: true, odd: (() => 1) as never });
    await clock.run(20);
    expect(brief(device.status)).toMatch(/^degraded\(hardware-fault\)/);
    expect(lines).toContain("squeaks");
    gate.context?.report(undefined);
    await clock.run(30);
    expect(device.status.state).toBe("online");
    await hub.close();
  });

  it("is blocked by settings that its driver does not take, with the path of each problem", async () => {
    const { hub, device } = await openGate(undefined, { speed: 3 });
    expect(device.status).toMatchObject({
      state: "blocked",
      reason: { code: "settings-invalid", problems: [{ path: [], message: expect.stringContaining("speed") }] },
    });
    await expect(hub.changeSettings("gate", { settings: { pace: 3 } })).rejects.toMatchObject({
      code: "settings-invalid",
      message: expect.stringContaining("pace"),
    });
    await hub.close();
  });

  it("gets its secrets, and no other", async () => {
    const seen: unknown[] = [];
    const camera = {
      id: "cam",
      kind: "camera",
      transport: "none",
      settings: z.strictObject({ password: secret() }),
      liveness: "unwatched",
      open: ({ settings }: { settings: { password: Secret } }) => {
        seen.push(settings.password.reveal(), String(settings.password));
        return { readings: NEVER };
      },
    };
    const settings = { password: new Secret("correct horse") };
    const { hub } = await open([camera], [{ id: "cam", driver: "cam", settings }]);
    expect(seen).toEqual(["correct horse", "***"]);
    await hub.close();
  });

  it("has each command's outcome: done, refused by the driver's word, or unknown", async () => {
    const done: unknown[] = [];
    const { hub, device } = await openGate((gate) => {
      gate.commands = {
        admit: (input, { key }) => {
          done.push([input, key]);
          return undefined;
        },
        setMode: ({ mode }) => {
          if (mode === "free") throw new AisleError("gate-stuck", "It is stuck.", { category: "device" });
          throw "no idea";
        },
      };
    });
    expect(await device.commands.admit({ direction: "in" }, { key: "k1" })).toEqual({
      outcome: "done",
      output: undefined,
    });
    expect(done).toEqual([[{ direction: "in" }, "k1"]]);
    expect(await device.commands.setMode({ mode: "free" })).toMatchObject({
      outcome: "refused",
      error: { code: "gate-stuck", category: "device" },
    });
    expect(await device.commands.setMode({ mode: "locked" })).toMatchObject({
      outcome: "unknown",
      error: { code: "driver-bug", message: "no idea" },
    });
    expect(await device.commands.admit({ direction: (() => 1) as never })).toMatchObject({ outcome: "refused" });
    await hub.close();
  });

  it("aborts in the process what its host has given up", async () => {
    let aborted = 0;
    const { hub, clock, device } = await openGate((gate) => {
      gate.commands = {
        admit: (_, { signal }) =>
          new Promise(() => {
            signal.addEventListener("abort", () => {
              aborted += 1;
            });
          }),
      };
    });
    const outcome = device.commands.admit({ direction: "in" }, { deadline: 500 });
    await clock.run(600);
    expect(await outcome).toMatchObject({ outcome: "unknown", error: { code: "command-timeout" } });
    expect(aborted).toBe(1);
    await hub.close();
  });

  it("is let go of in the process when it does not open in time", async () => {
    const { hub, clock, gate, device } = await openGate((gate) => {
      gate.onOpen = ({ signal }) =>
        new Promise((_, reject) => {
          signal.addEventListener("abort", () => {
            reject(new RangeError("aborted"));
          });
        });
    });
    await clock.run(10_050);
    expect(brief(device.status)).toMatch(/^offline\(timeout\)/);
    gate.onOpen = () => undefined;
    await clock.run(12_000);
    expect(device.status.state).toBe("online");
    await hub.close();
    expect(gate.context?.signal.aborted).toBe(true);
  });

  it("goes offline with all in its process, and comes back in a new one; its command is unknown", async () => {
    const { hub, clock, gate, device, children, lines } = await openGate((gate) => {
      gate.commands = { admit: () => new Promise(() => undefined) };
    });
    const outcome = device.commands.admit({ direction: "in" });
    await clock.run(20);
    children.kill();
    expect(device.status).toMatchObject({ state: "offline", reason: { code: "parent-offline" } });
    expect((await outcome).outcome).toBe("unknown");
    await clock.run(1_000);
    expect(children.starts()).toBe(2);
    expect(device.status.state).toBe("online");
    expect(gate.opened).toHaveLength(2);
    expect(lines.filter((line) => line.startsWith("The driver process"))).toEqual([
      "The driver process runs.",
      'The driver process "acme" was ended from outside (SIGKILL).',
      "The driver process runs.",
    ]);
    await hub.close();
    expect(clock.nextTimerAt()).toBeUndefined();
  });

  it("keeps the bound of its liveness, which its driver makes of its settings", async () => {
    const gate = new TestGate();
    const driver = { ...gate.driver("unwatched"), liveness: () => ({ within: 1_000 }) };
    const { hub, clock } = await open([driver], [{ id: "gate", driver: "test-gate", settings: {} }]);
    gate.say();
    await clock.run(100);
    expect(hub.device("gate", "turnstile").status.state).toBe("online");
    await clock.run(1_400);
    expect(brief(hub.device("gate", "turnstile").status)).toMatch(/^offline\(silent\)/);
    await hub.close();
  });
});

describe("a bus in a driver process", () => {
  function busOf(lost: Subject<unknown>, opened: unknown[]) {
    const provider = {
      transport: "wire",
      settings: z.strictObject({ port: z.string() }),
      open: ({ settings }: { settings: unknown }) => {
        opened.push(settings);
        return {
          transport: new BehaviorSubject({ type: "counters", data: { in: 1, out: 0 } }),
          lost$: lost,
          close: () => opened.push("closed"),
        };
      },
    };
    const driver = {
      id: "on-wire",
      kind: "turnstile",
      transport: "wire",
      settings: z.strictObject({}),
      liveness: "unwatched",
      open: ({ transport }: { transport: Observable<unknown> }) => ({ readings: transport }),
    };
    return [provider, driver];
  }
  const devices = [1, 2].map((unit) => ({ id: `gate-${unit}`, driver: "on-wire", bus: "line", settings: {} }));

  it("is opened there once for all its devices, with its settings, and its fault shows on them", async () => {
    const lost = new Subject<unknown>();
    const opened: unknown[] = [];
    const buses = [
      { id: "line", transport: "wire", settings: { port: "/dev/ttyUSB0" }, isolation: "process" as const },
    ];
    const { hub, clock, readings } = await open(busOf(lost, opened), devices, { buses });
    expect(opened).toEqual([{ port: "/dev/ttyUSB0" }]);
    expect(readings.map(({ device }) => device)).toEqual(["gate-1", "gate-2"]);
    lost.next(new AisleError("device-gone", "unplugged", { category: "transport" }));
    await clock.run(20);
    expect(hub.device("gate-2", "turnstile").status).toMatchObject({
      state: "offline",
      reason: { code: "parent-offline", message: expect.stringContaining("unplugged") },
    });
    await clock.run(2_000);
    expect(hub.device("gate-2", "turnstile").status.state).toBe("online");
    expect(opened).toEqual([{ port: "/dev/ttyUSB0" }, "closed", { port: "/dev/ttyUSB0" }]);
    await hub.close();
    expect(opened.at(-1)).toBe("closed");
    expect(clock.nextTimerAt()).toBeUndefined();
  });

  it("blocks its devices when its settings are wrong", async () => {
    const buses = [{ id: "line", transport: "wire", settings: { baud: 9_600 } }];
    const { hub } = await open(busOf(new Subject(), []), devices, { buses });
    expect(brief(hub.device("gate-1", "turnstile").status)).toMatch(/^blocked\(settings-invalid\)/);
    await hub.close();
  });
});

describe("packages in processes", () => {
  it("are told apart by name, and those that meet on a bus share one", async () => {
    const spawned: string[][] = [];
    const drivers = ["a", "b", "c"].flatMap((name) =>
      isolated({
        name,
        modules: [`file:///${name}.js`],
        drivers: [{ id: name, kind: "turnstile", transport: "wire" }],
        spawn: () => ({
          pid: 1,
          send: (message) => {
            if (message.type === "start") spawned.push([...message.modules]);
          },
          kill: () => undefined,
        }),
      }),
    );
    const device = (driver: string, bus: string) => ({ id: driver, driver, bus });
    const { hub, clock } = await testHub({
      drivers,
      buses: [
        { id: "one", transport: "wire" },
        { id: "two", transport: "wire" },
      ],
      devices: [device("a", "one"), device("b", "one"), device("c", "two")],
    });
    await clock.settle();
    expect(spawned).toEqual([["file:///a.js", "file:///b.js"], ["file:///c.js"]]);
    void hub.close();
  });

  it("cannot be asked for with a module that is no URL, or a limit that cannot be", () => {
    expect(() => isolated({ name: "a", modules: ["@acme/a"], drivers: [] })).toThrow(/"@acme\/a": it is no URL/);
    const wrong = { name: "a", modules: [], drivers: [], limits: { hungAfter: -1 } };
    expect(() => isolated(wrong)).toThrow(expect.objectContaining({ code: "isolation-invalid" }));
  });
});
