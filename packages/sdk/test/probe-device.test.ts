import { AisleError, probeDevice, probeDevices, VirtualClock } from "@aisle/sdk";
import { fakeByteTransport, fakeModbusTransport, fakeProvider } from "@aisle/sdk/testing";
import { describe, expect, it } from "vitest";
import { lineScanner } from "./line-scanner.ts";
import { TestGate } from "./test-gate.ts";

const device = { id: "gate-1", driver: "test-gate" };

/** Runs a probe in virtual time until it has its report. */
async function probed<T>(clock: VirtualClock, probe: Promise<T>): Promise<T> {
  await clock.run(20_000);
  return probe;
}

describe("testing a device before it is started", () => {
  it("says what it is and how long its first answer took, and lets go of it", async () => {
    const clock = new VirtualClock(0);
    const line = fakeByteTransport();
    const tcp = fakeProvider("tcp", line);
    const scanner = { id: "scan-1", driver: "acme-scanner", transport: { port: 1 } };
    const report = await probed(clock, probeDevice(scanner, { drivers: [lineScanner], transports: [tcp], clock }));
    expect(report).toEqual({
      device: "scan-1",
      driver: "acme-scanner",
      outcome: "ok",
      info: { maker: "Acme", model: "LS-1" },
      tookMs: 0,
    });
    expect(tcp.held).toBe(0);
    expect(clock.nextTimerAt()).toBeUndefined();
  });

  it("takes the first reading as proof where the device speaks by itself", async () => {
    const clock = new VirtualClock(0);
    const gate = new TestGate();
    const probe = probeDevice(device, { drivers: [gate.driver({ within: 5_000 })], clock });
    clock.schedule(1_200, () => {
      gate.say();
    });
    expect(await probed(clock, probe)).toMatchObject({ outcome: "ok", tookMs: 1_200 });
    expect(gate.closed).toHaveLength(1);
  });

  it.each([
    [
      "auth-failed",
      (): never => raise(new AisleError("auth-failed", "wrong password", { category: "device", remedy: "r" })),
    ],
    ["device-busy", (): never => raise(Object.assign(new Error("busy"), { code: "EBUSY" }))],
  ])("tells %s with its remedy, after a single try", async (code, onOpen) => {
    const clock = new VirtualClock(0);
    const gate = new TestGate();
    gate.onOpen = onOpen;
    const report = await probed(clock, probeDevice(device, { drivers: [gate.driver("unwatched")], clock }));
    expect(report).toMatchObject({ outcome: "failed", reason: { code } });
    expect(report.reason?.remedy).toMatch(/\w/);
    expect(gate.opened).toHaveLength(1);
  });

  it("gives up on one that hangs at opening, and on one that opens and says nothing", async () => {
    for (const [code, onOpen] of [
      ["timeout", () => new Promise<void>(() => undefined)],
      ["silent", () => undefined],
    ] as const) {
      const clock = new VirtualClock(0);
      const gate = new TestGate();
      gate.onOpen = onOpen;
      const options = { drivers: [gate.driver({ within: 60_000 })], clock, within: 3_000 };
      const report = await probed(clock, probeDevice(device, options));
      expect(report).toMatchObject({ outcome: "failed", reason: { code }, tookMs: 3_000 });
    }
  });

  it("lets go at once when whoever asked gives up", async () => {
    const clock = new VirtualClock(0);
    const gate = new TestGate();
    const controller = new AbortController();
    const options = { drivers: [gate.driver({ within: 60_000 })], clock, signal: controller.signal };
    const probe = probeDevice(device, options);
    clock.schedule(1_000, () => {
      controller.abort();
    });
    await Promise.all([expect(probe).rejects.toMatchObject({ code: "aborted" }), clock.run(20_000)]);
    expect(gate.closed).toEqual([1_000]);
    await expect(probeDevice(device, options)).rejects.toMatchObject({ code: "aborted" });
    expect(clock.nextTimerAt()).toBeUndefined();
  });

  it("says which setting is wrong, and which driver is missing", async () => {
    const clock = new VirtualClock(0);
    const drivers = [new TestGate().driver("unwatched")];
    const wrong = await probed(clock, probeDevice({ ...device, settings: { sped: 1 } }, { drivers, clock }));
    expect(wrong).toMatchObject({ outcome: "failed", reason: { code: "settings-invalid" } });
    const missing = await probed(clock, probeDevice({ id: "a", driver: "test-gat" }, { drivers, clock }));
    expect(missing.reason?.message).toContain('did you mean "test-gate"?');
  });

  it("tests many at once, each once, and those of one bus over one connection", async () => {
    const clock = new VirtualClock(0);
    const gates = [new TestGate(), new TestGate()];
    const bus = fakeProvider("modbus", fakeModbusTransport({}));
    const drivers = gates.map((gate, index) => ({
      ...gate.driver({ within: 60_000 }),
      id: `gate-${index}`,
      transport: "modbus" as const,
    }));
    gates[0]!.onOpen = () => raise(Object.assign(new Error("away"), { code: "ENOENT" }));
    clock.schedule(8_000, () => {
      gates[1]!.say();
    });
    const devices = drivers.map(({ id }) => ({ id, driver: id, bus: "rtu" }));
    const buses = [{ id: "rtu", transport: "modbus" }];
    const reports = await probed(clock, probeDevices(devices, { drivers, transports: [bus], buses, clock }));
    expect(reports.map(({ outcome, tookMs }) => [outcome, tookMs])).toEqual([
      ["failed", 0],
      ["ok", 8_000],
    ]);
    expect([gates[0]!.opened.length, bus.openings.length, bus.held]).toEqual([1, 1, 0]);
  });
});

function raise(error: Error): never {
  throw error;
}
