import { AisleError, type Logger, openHub, serviceTokens, VirtualClock } from "@aisle/sdk";
import { fakeByteTransport, fakeProvider, testHub } from "@aisle/sdk/testing";
import { ContainerModule } from "inversify";
import { describe, expect, it } from "vitest";
import { lineScanner } from "./line-scanner.ts";

const gateScanner = { id: "scan-1", driver: "acme-scanner", transport: { port: 4001 } };

function scannerParts() {
  const line = fakeByteTransport();
  const tcp = fakeProvider("tcp", line);
  return { line, tcp, options: { drivers: [lineScanner], transports: [tcp], devices: [gateScanner] } };
}

describe("a hub", () => {
  it("opens a device through its transport and stamps what it says", async () => {
    const { line, tcp, options } = scannerParts();
    await using store = await testHub(options, new VirtualClock(1_000));
    store.clock.advanceTo(1_250);
    line.feed("]E04006381");
    line.feed("333931\r\n]Q1hello\r\n");
    expect(tcp.openings).toEqual([{ port: 4001 }]);
    expect(store.readings).toEqual([
      stamped(1, { symbology: "]E0", data: "4006381333931" }),
      stamped(2, { symbology: "]Q1", data: "hello" }),
    ]);
    const scanner = store.hub.device("scan-1", "barcode-scanner");
    expect(scanner.info).toEqual({ maker: "Acme", model: "LS-1" });
    expect(scanner.status).toEqual({ state: "online", since: 1_000, unwatched: true });
  });

  it("gives device and hub subscribers the very same object", async () => {
    const { line, options } = scannerParts();
    await using store = await testHub(options);
    const own: unknown[] = [];
    store.hub.device("scan-1", "barcode-scanner").readings$.subscribe((reading) => own.push(reading));
    line.feed("]E01\r\n");
    expect(own).toHaveLength(1);
    expect(own[0]).toBe(store.readings[0]);
  });

  it("goes on over a break: the stream stays, runs are counted, seq has no gap", async () => {
    const { line, options } = scannerParts();
    await using store = await testHub(options);
    line.feed("]E0a\r\n");
    line.fail(Object.assign(new Error("read ECONNRESET"), { code: "ECONNRESET" }));
    expect(store.statuses.at(-1)?.status).toMatchObject({ state: "offline", reason: { code: "device-gone" } });
    await store.clock.run(1_000);
    line.feed("]E0b\r\n");
    expect(store.readings.map(({ run, seq }) => [run, seq])).toEqual([
      [1, 1],
      [2, 2],
    ]);
  });

  it("names the nearest device for one that it has not, and the kind of one that it has", async () => {
    await using store = await testHub(scannerParts().options);
    const { hub } = store;
    expect(() => hub.device("scan1", "barcode-scanner")).toThrow(/no device "scan1"; did you mean "scan-1"\?/);
    expect(() => hub.device("scan-1", "turnstile")).toThrow(expect.objectContaining({ code: "device-of-other-kind" }));
  });

  it("keeps a device whose driver is missing, blocked with what mends it, and opens the others", async () => {
    const { options } = scannerParts();
    await using store = await testHub({ ...options, devices: [gateScanner, { id: "cam-1", driver: "acme-scaner" }] });
    expect(store.hub.devices.get("scan-1")?.status.state).toBe("online");
    const camera = store.hub.devices.get("cam-1");
    expect(camera?.kind).toBe("unknown");
    expect(camera?.status).toMatchObject({
      state: "blocked",
      reason: { code: "module-missing", message: expect.stringContaining('did you mean "acme-scanner"?') },
    });
  });

  it("blocks a device whose settings are wrong and says path and nearest key", async () => {
    const { options } = scannerParts();
    await using store = await testHub({ ...options, devices: [{ ...gateScanner, settings: { heartbaet: 3 } }] });
    expect(store.statuses.at(-1)?.status).toMatchObject({
      state: "blocked",
      reason: {
        code: "settings-invalid",
        message: expect.stringMatching(/device "scan-1" .*did you mean "heartbeat"/),
        problems: [{ path: [] }],
      },
    });
  });

  it("blocks a device whose transport nobody supplies", async () => {
    const serial = { ...lineScanner, id: "serial-scanner", transport: "serial" as const };
    await using store = await testHub({ drivers: [serial], devices: [{ id: "s", driver: "serial-scanner" }] });
    expect(store.statuses.at(-1)?.status).toMatchObject({ state: "blocked", reason: { code: "module-missing" } });
  });

  it.each([
    ["devices", { devices: [gateScanner, gateScanner] }],
    ["drivers", { drivers: [lineScanner, lineScanner] }],
    [
      "buses",
      {
        buses: [
          { id: "b", transport: "modbus" },
          { id: "b", transport: "modbus" },
        ],
      },
    ],
  ])("refuses two %s of one name", async (list, twice) => {
    const opening = openHub({ ...scannerParts().options, ...twice, clock: new VirtualClock(0) });
    await expect(opening).rejects.toMatchObject({
      code: "hub-options-invalid",
      message: expect.stringContaining(list),
    });
  });

  it("refuses what is no driver, saying which and why", async () => {
    const drivers = [lineScanner, { ...lineScanner, id: "x", open: undefined } as unknown as typeof lineScanner];
    const opening = openHub({ ...scannerParts().options, drivers, clock: new VirtualClock(0) });
    await expect(opening).rejects.toMatchObject({
      code: "hub-options-invalid",
      message: expect.stringMatching(/drivers\[1\].*"open"/),
    });
  });

  it("refuses supervision that makes no sense, naming the nearest key", async () => {
    const opening = openHub({ ...scannerParts().options, supervision: { retryCapp: 3 } as object });
    await expect(opening).rejects.toMatchObject({
      code: "settings-invalid",
      message: expect.stringContaining("retryCap"),
    });
  });

  it("lets a host rebind its services, and survives a log that throws", async () => {
    const { options, line } = scannerParts();
    const lines: string[] = [];
    const say = (message: string): void => {
      lines.push(message);
      throw new RangeError("disk full");
    };
    const log: Logger = { debug: say, info: say, warn: say, error: say };
    const module = new ContainerModule(({ rebind }) => {
      rebind(serviceTokens.log).toConstantValue(log);
    });
    await using store = await testHub({ ...options, modules: [module] });
    line.feed("]E01\r\n");
    expect(lines).toContain('device "scan-1" is online');
    expect(store.readings).toHaveLength(1);
  });
});

describe("closing a hub", () => {
  it("lets go of everything, completes its streams and leaves no timer; a second call gives the same promise", async () => {
    const { tcp, options } = scannerParts();
    const { hub, clock } = await testHub({ ...options, devices: [{ ...gateScanner, settings: { heartbeat: 1_000 } }] });
    const ends: string[] = [];
    const scanner = hub.device("scan-1", "barcode-scanner");
    const states: string[] = [];
    scanner.status$.subscribe({ next: ({ state }) => states.push(state), complete: () => ends.push("status") });
    scanner.readings$.subscribe({ complete: () => ends.push("device readings") });
    hub.readings$.subscribe({ complete: () => ends.push("readings") });
    hub.statuses$.subscribe({ complete: () => ends.push("statuses") });
    expect(clock.nextTimerAt()).toBeDefined();
    const closing = hub.close();
    expect(hub.close()).toBe(closing);
    await closing;
    expect(tcp.held).toBe(0);
    expect(clock.nextTimerAt()).toBeUndefined();
    expect(states).toEqual(["connecting", "closing", "closed"]);
    expect(ends).toEqual(["device readings", "status", "readings", "statuses"]);
  });

  it("leaves no timer either while devices are offline or being opened", async () => {
    const { tcp, options } = scannerParts();
    tcp.refuse(new AisleError("unreachable", "no", { category: "transport" }));
    const hanging = {
      ...lineScanner,
      id: "hanging",
      transport: "none" as const,
      open: () => new Promise<never>(() => undefined),
    };
    const { hub, clock } = await testHub({
      ...options,
      drivers: [lineScanner, hanging],
      devices: [gateScanner, { id: "h", driver: "hanging" }],
      supervision: { closeWithin: 500 },
    });
    const closing = hub.close();
    await clock.run(500);
    await closing;
    expect(clock.nextTimerAt()).toBeUndefined();
    expect([...hub.devices.values()].map(({ status }) => status.state)).toEqual(["closed", "closed"]);
  });

  it("tells a late subscriber of the status that it is closed", async () => {
    const { hub } = await testHub(scannerParts().options);
    await hub.close();
    const heard: string[] = [];
    hub.devices
      .get("scan-1")
      ?.status$.subscribe({ next: ({ state }) => heard.push(state), complete: () => heard.push("end") });
    expect(heard).toEqual(["closed", "end"]);
  });
});

function stamped(seq: number, data: unknown) {
  return { device: "scan-1", kind: "barcode-scanner", type: "scan", at: 1_250, receivedAt: 1_250, run: 1, seq, data };
}
