import { fork } from "node:child_process";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import {
  type Device,
  type DeviceStatus,
  type DeviceStatusChange,
  driverProcesses,
  type Hub,
  isolated,
  isolatePlugin,
  openHub,
  type Reading,
  Secret,
  systemClock,
} from "@aisle/sdk";
import { filter, firstValueFrom, Subject, skip, take } from "rxjs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const module = new URL("./drivers.fixture.ts", import.meta.url);
const gate = { kind: "turnstile", transport: "none" } as const;
/** Real processes on a machine that may be busy: every wait ends with an event, and this is only their bound. */
const bound = 120_000;
const troubles = ["kill", "crash", "exit", "hang", "leak", "throw later", "reject later"] as const;
const harmless = ["refuse", "throw a string", "unclonable", "emit", "flood", "talk"] as const;

const lines: string[] = [];
const said = new Subject<string>();
const pids = new Set<number>();
const line =
  (level: string) =>
  (message: string, fields: { readonly device?: unknown; readonly pid?: unknown } = {}): void => {
    if (typeof fields.pid === "number") pids.add(fields.pid);
    lines.push(`${level} ${message}`);
    said.next(`${level} ${message}`);
  };
const log = { debug: () => undefined, info: line("info"), warn: line("warn"), error: line("error") };
const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};
const inState = (device: Device<"turnstile">, ...states: DeviceStatus["state"][]) =>
  firstValueFrom(device.status$.pipe(filter(({ state }) => states.includes(state))));

let hub: Hub;
const unhandled: unknown[] = [];
const onUnhandled = (thrown: unknown): void => void unhandled.push(thrown);
const readings: Reading[] = [];
const changes: DeviceStatusChange[] = [];

beforeAll(async () => {
  process.on("unhandledRejection", onUnhandled).on("uncaughtException", onUnhandled);
  // So long that a machine under load is not taken for a hung process.
  const limits = { hungAfter: 2_000, memoryMb: 250, stableAfter: 1 };
  hub = await openHub({
    drivers: [
      ...isolated({ name: "troubled", modules: [module], drivers: [{ id: "troubled-gate", ...gate }], limits }),
      ...isolated({
        name: "steady",
        modules: [module],
        drivers: [{ id: "steady-shelf", kind: "weight-shelf", transport: "none" }],
        limits: { ...limits, hungAfter: 20_000 },
      }),
    ],
    devices: [
      { id: "steady", driver: "steady-shelf", settings: { every: 5 } },
      ...[...troubles, ...harmless, "lose itself"].map((trouble) => ({
        id: trouble,
        driver: "troubled-gate",
        settings: { trouble, password: new Secret("hunter-22") },
      })),
    ],
    log,
    supervision: { retryFirst: 10, flappingLosses: 1_000, connectWithin: 60_000 },
  });
  hub.readings$.subscribe((reading) => {
    if (reading.device !== "flood" || readings.length < 20_000) readings.push(reading);
  });
  hub.statuses$.subscribe((change) => changes.push(change));
  await Promise.all(troubles.map((trouble) => inState(hub.device(trouble, "turnstile"), "online")));
  await firstValueFrom(hub.device("steady", "weight-shelf").readings$);
}, bound);

afterAll(() => {
  process.off("unhandledRejection", onUnhandled).off("uncaughtException", onUnhandled);
});

const admit = (id: string) => hub.device(id, "turnstile").commands.admit({ direction: "in" }, { deadline: bound });

describe("a hub with drivers in processes of their own", { timeout: bound }, () => {
  it("gets typed readings of them, their buffers as they were", async () => {
    const shelf = hub.device("steady", "weight-shelf");
    expect(shelf.info).toEqual({ maker: "Acme", model: "steady" });
    const reading = await firstValueFrom(shelf.readings$);
    expect(reading).toMatchObject({ type: "weights", kind: "weight-shelf", data: { samples: 1, plates: 2, dt: 0 } });
    const { grams } = reading.data as { readonly grams: unknown };
    expect(grams).toBeInstanceOf(Float32Array);
    expect((grams as Float32Array)[1]).toBe(0.5);
  });

  it("keeps code, category, remedy and causes of what a driver throws", async () => {
    const outcome = await admit("refuse");
    expect(outcome).toMatchObject({
      outcome: "refused",
      error: { code: "gate-locked", remedy: "Unlock it.", cause: { name: "RangeError", message: "bolt" } },
    });
    expect(await admit("throw a string")).toMatchObject({
      outcome: "unknown",
      error: { code: "driver-bug", message: "just words" },
    });
    expect(await admit("unclonable")).toMatchObject({ outcome: "unknown", error: { code: "driver-bug" } });
  });

  it("drops no reading beside one that is no plain data, and calls that a bug of its driver", async () => {
    const device = hub.device("emit", "turnstile");
    const next = firstValueFrom(device.readings$);
    const degraded = inState(device, "degraded");
    await admit("emit");
    expect((await next).data).toEqual({ in: 2, out: 2 });
    expect(await degraded).toMatchObject({ reason: { code: "driver-bug" } });
  });

  it("counts what a flood made its process drop, and nothing is lost unsaid", async () => {
    const device = hub.device("flood", "turnstile");
    const last = firstValueFrom(device.readings$.pipe(filter(({ data }) => "in" in data && data.in === 100_000)));
    let heard = 0;
    device.readings$.subscribe(() => (heard += 1));
    await admit("flood");
    await last;
    const [troubled] = driverProcesses(hub);
    expect(heard + (troubled?.dropped ?? 0)).toBe(100_000);
    expect(troubled?.dropped).toBeGreaterThan(0);
    expect(lines.join("\n")).toMatch(/warn The host did not keep up: \d+ readings were dropped/);
  });

  it("logs what they write, secrets hidden, and not without end", async () => {
    const degraded = inState(hub.device("talk", "turnstile"), "degraded");
    // What it writes comes another way than what it sends.
    const written = firstValueFrom(said.pipe(filter((text) => text.startsWith("info line 90 "))));
    await admit("talk");
    await written;
    expect(await degraded).toMatchObject({ reason: { code: "hardware-fault", remedy: "Oil it." } });
    expect(lines).toContain("warn it talks");
    expect(lines).toContain("info line 0 ***");
    expect(lines.join("\n")).not.toContain("hunter-22");
    expect(lines.filter((text) => text.startsWith("info line ")).length).toBeLessThanOrEqual(100);
  });

  it("loses one device alone when only that one fails", async () => {
    const device = hub.device("lose itself", "turnstile");
    const offline = inState(device, "offline");
    await admit("lose itself");
    expect(await offline).toMatchObject({ reason: { code: "driver-bug", message: "it fell off" } });
    await inState(device, "online");
    expect(driverProcesses(hub)[0]?.starts).toBe(1);
  });

  it.each(troubles)("replaces a process that does this: %s", async (trouble) => {
    const device = hub.device(trouble, "turnstile");
    await inState(device, "online");
    const [before] = driverProcesses(hub);
    const offline = inState(device, "offline");
    const command = admit(trouble);
    expect(await offline).toMatchObject({
      reason: {
        code: trouble === "kill" ? "parent-offline" : "driver-bug",
        message: expect.stringContaining('"troubled"'),
      },
    });
    const { outcome } = await command;
    // Those that fail later have done what they were told.
    expect(outcome).toBe(/later|leak/.test(trouble) ? "done" : "unknown");
    await inState(device, "online");
    const [after] = driverProcesses(hub);
    expect(after).toMatchObject({ state: "running", starts: (before?.starts ?? 0) + 1 });
    expect(isAlive(before?.pid ?? 0)).toBe(false);
  });

  it("has the others go on as if nothing had been", async () => {
    const next = firstValueFrom(hub.device("steady", "weight-shelf").readings$.pipe(skip(1), take(1)));
    expect((await next).type).toBe("weights");
    const steady = readings.filter(({ device }) => device === "steady");
    const values = steady.map(({ data }) => ("grams" in data ? (data.grams[0] ?? Number.NaN) : Number.NaN));
    expect(values.every((value, index) => index === 0 || value === values[index - 1]! + 1)).toBe(true);
    expect(changes.filter(({ device, status }) => device === "steady" && status.state !== "online")).toEqual([]);
    expect(driverProcesses(hub).map(({ name, starts }) => [name, starts])).toEqual([
      ["troubled", 1 + troubles.length],
      ["steady", 1],
    ]);
    expect(unhandled).toEqual([]);
  });

  it("leaves no process when it is closed", async () => {
    await hub.close();
    expect(pids.size).toBe(troubles.length + 2);
    expect([...pids].filter(isAlive)).toEqual([]);
    expect(driverProcesses(hub).map(({ state }) => state)).toEqual(["stopped", "stopped"]);
  });
});

describe("a driver process whose host is killed", { timeout: bound }, () => {
  it("ends with it", async () => {
    const tsx = pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href;
    const execArgv = ["--import", tsx, "--conditions=aisle-source"];
    const host = fork(new URL("./host.fixture.ts", import.meta.url), [], { execArgv });
    const pid = await new Promise<number>((resolve) => {
      host.once("message", (message) => {
        resolve(message as number);
      });
    });
    expect(isAlive(pid)).toBe(true);
    host.kill("SIGKILL");
    // Nobody tells of a process that is no child: it is looked for until it is gone.
    await expect.poll(() => isAlive(pid), { timeout: bound / 2 }).toBe(false);
  });
});

describe("a plugin that wants a process of its own", { timeout: bound }, () => {
  it("is looked at there: its drivers are known by what its code says", async () => {
    const plugin = { plugin: "fixture", modules: [module.href], transports: [], clock: systemClock };
    const drivers = await isolatePlugin()(plugin);
    expect(drivers.map(({ id, kind, transport }) => `${id} ${kind} ${transport}`).sort()).toEqual([
      "steady-shelf weight-shelf none",
      "troubled-gate turnstile none",
    ]);
    expect(drivers.find(({ id }) => id === "steady-shelf")?.commandsAtOnce).toBe(3);
  });

  it("is refused with what keeps it from being imported", async () => {
    const missing = new URL("./not-there.ts", import.meta.url).href;
    const plugin = { plugin: "fixture", modules: [missing], transports: [], clock: systemClock };
    await expect(isolatePlugin()(plugin)).rejects.toMatchObject({
      code: "module-missing",
      message: expect.stringContaining("not-there"),
    });
  });
});
