import { AisleError, silentLogger, VirtualClock } from "@aisle/sdk";
import { fakeByteTransport } from "@aisle/sdk/testing";
import { describe, expect, it } from "vitest";
import type { Port, PortEntry, PortListener } from "./port.ts";
import { createSerialTransport } from "./serial-transport.ts";

const line = { baudRate: 9_600, dataBits: 8, parity: "none", stopBits: 1, rtscts: false } as const;
const ftdi: PortEntry = {
  path: "/dev/ttyUSB0",
  stablePath: "/dev/serial/by-id/ftdi",
  vendorId: 0x403,
  productId: 0x6001,
  serialNumber: "A5",
};
const other: PortEntry = { path: "/dev/ttyUSB1", vendorId: 0x403, productId: 0x6001, serialNumber: "B6" };

/** A machine with these ports, under the test's hand. */
function machine(ports: PortEntry[] = [ftdi, other]) {
  const clock = new VirtualClock(0);
  const paths = new Map<string, string>();
  const opened: { path: string; listener: PortListener; closed: boolean; flowing: boolean; written: number[][] }[] = [];
  const lines: string[] = [];
  const state = {
    look: (): Promise<void> => Promise.resolve(),
    write: (): Promise<void> => Promise.resolve(),
    open: (port: Port): Promise<Port> => Promise.resolve(port),
  };
  const transport = createSerialTransport({
    listPorts: () => Promise.resolve(ports),
    disk: {
      names: () => Promise.resolve([]),
      text: () => Promise.resolve(undefined),
      real: (path) => Promise.resolve(path),
      identity: (path) => Promise.resolve(paths.get(path) ?? "1:2"),
    },
    openPort: ({ path }, listener) => {
      const one = { path, listener, closed: false, flowing: false, written: [] as number[][] };
      opened.push(one);
      return state.open({
        write: (bytes) => {
          one.written.push([...bytes]);
          return state.write();
        },
        flow: (on) => {
          one.flowing = on;
        },
        look: () => state.look(),
        close: () => {
          one.closed = true;
          return Promise.resolve();
        },
      });
    },
    tcp: {
      open: ({ settings }) => ({
        transport: { ...fakeByteTransport(), facts: { port: settings.port } },
        close: () => undefined,
      }),
    },
  });
  const log = {
    ...silentLogger,
    warn: (message: string) => lines.push(message),
    error: (message: string) => lines.push(message),
  };
  const open = async (where: object, signal = new AbortController().signal) => {
    const open = await transport.open({ settings: { ...where, ...line } as never, signal, clock, log });
    const lost: unknown[] = [];
    open.lost$?.subscribe((cause) => lost.push(cause));
    return { ...open, lost };
  };
  return { clock, ports, paths, opened, lines, state, transport, open };
}

describe("the serial transport", () => {
  it("finds a device by its USB serial number at every opening, wherever it is plugged in", async () => {
    const { ports, opened, open } = machine();
    const first = await open({ usb: { serialNumber: "A5" } });
    expect(first.transport.facts).toEqual({ usbVendorId: 0x403, usbProductId: 0x6001, serialNumber: "A5" });
    await first.close();
    ports.splice(0, 1, { ...ftdi, path: "/dev/ttyUSB7" });
    await open({ usb: { serialNumber: "A5" } });
    expect(opened.map(({ path }) => path)).toEqual(["/dev/ttyUSB0", "/dev/ttyUSB7"]);
  });

  it("says what is there when none or more than one is what was asked for", async () => {
    const { open } = machine();
    await expect(open({ usb: { vendorId: 0xc2e } })).rejects.toMatchObject({
      code: "device-gone",
      message: expect.stringMatching(/0x0c2e.*ttyUSB0 \(0x0403:0x6001, serial number A5\)/),
    });
    await expect(open({ usb: { vendorId: 0x403 } })).rejects.toMatchObject({
      code: "port-ambiguous",
      message: expect.stringMatching(/2 serial ports.*A5.*B6/),
    });
  });

  it("opens a path that may shift, and names the one that does not", async () => {
    const { lines, open } = machine();
    await open({ path: "/dev/ttyUSB0" });
    expect(lines).toEqual([expect.stringContaining("path: /dev/serial/by-id/ftdi")]);
    await open({ path: "/dev/serial/by-id/ftdi" });
    expect(lines).toHaveLength(1);
  });

  it("reads only while somebody listens, and hands the bytes on", async () => {
    const { opened, open } = machine();
    const { transport } = await open({ path: "COM3" });
    expect(opened[0]?.flowing).toBe(false);
    const got: number[] = [];
    const subscription = transport.bytes$.subscribe((bytes) => got.push(...bytes));
    expect(opened[0]?.flowing).toBe(true);
    opened[0]?.listener.data(Uint8Array.of(1, 2));
    subscription.unsubscribe();
    expect(opened[0]?.flowing).toBe(false);
    expect(got).toEqual([1, 2]);
  });

  it("is lost within a second when the notice of the system is lost: the port does not answer any more", async () => {
    const { clock, opened, state, open } = machine();
    const { lost } = await open({ path: "/dev/serial/by-id/ftdi" });
    await clock.run(10_000);
    expect(lost).toEqual([]);
    state.look = () => Promise.reject(new AisleError("device-gone", "EIO", { category: "transport" }));
    await clock.run(10_900);
    expect(lost).toEqual([expect.objectContaining({ code: "device-gone" })]);
    expect(opened[0]?.closed).toBe(true);
    expect(clock.nextTimerAt()).toBeUndefined();
  });

  it("is lost within a second when its path is gone or another device, also while asking the port hangs", async () => {
    const { clock, paths, state, open } = machine();
    state.look = () => new Promise(() => undefined);
    const { lost } = await open({ path: "/dev/serial/by-id/ftdi" });
    await clock.run(10_000);
    expect(lost).toEqual([]);
    paths.set("/dev/serial/by-id/ftdi", "1:3");
    await clock.run(10_900);
    expect(lost).toHaveLength(1);
  });

  it("tells a loss once, ends its bytes, and closes as often as it is asked without anything left", async () => {
    const { clock, opened, open } = machine();
    const { transport, lost, close } = await open({ path: "/dev/serial/by-id/ftdi" });
    let ended = 0;
    transport.bytes$.subscribe({ complete: () => (ended += 1) });
    opened[0]?.listener.closed(new Error("gone"));
    opened[0]?.listener.closed(undefined);
    await close();
    await close();
    transport.bytes$.subscribe({ complete: () => (ended += 1) });
    expect([lost.length, ended, clock.nextTimerAt()]).toEqual([1, 2, undefined]);
    await expect(transport.write(Uint8Array.of(1))).rejects.toMatchObject({ code: "device-gone" });
  });

  it("refuses to open a port that goes just while it is opened", async () => {
    const { opened, state, open } = machine();
    state.open = (port) => {
      opened[0]?.listener.closed(new Error("gone"));
      return Promise.resolve(port);
    };
    await expect(open({ path: "/dev/serial/by-id/ftdi" })).rejects.toMatchObject({ code: "device-gone" });
    expect(opened[0]?.closed).toBe(true);
  });

  it("gives up opening at once, and closes the port when it is open after all", async () => {
    const { clock, opened, state, open } = machine();
    let finish: () => void = () => undefined;
    state.open = (port) => new Promise((resolve) => (finish = () => resolve(port)));
    const abort = new AbortController();
    const opening = open({ path: "/dev/serial/by-id/ftdi" }, abort.signal);
    await clock.settle();
    abort.abort();
    await expect(opening).rejects.toMatchObject({ code: "aborted" });
    finish();
    await clock.settle();
    expect(opened[0]?.closed).toBe(true);
    expect(clock.nextTimerAt()).toBeUndefined();
  });

  it("holds no more than 64 KiB that the device does not take, and gives a write up when asked", async () => {
    const { state, open } = machine();
    state.write = () => new Promise(() => undefined);
    const { transport } = await open({ path: "COM3" });
    const abort = new AbortController();
    const given = transport.write(new Uint8Array(60_000), { signal: abort.signal });
    abort.abort();
    await expect(given).rejects.toMatchObject({ code: "aborted" });
    await expect(transport.write(new Uint8Array(6_000))).rejects.toMatchObject({ code: "transport-congested" });
  });

  it("loses the port, not the process, when a driver throws on its bytes", async () => {
    const { opened, lines, open } = machine();
    const { transport, lost } = await open({ path: "COM3" });
    transport.bytes$.subscribe(() => {
      throw new RangeError("parser");
    });
    opened[0]?.listener.data(Uint8Array.of(1));
    expect(lost).toEqual([expect.objectContaining({ message: "parser" })]);
    expect(lines).toEqual([expect.stringContaining("parser")]);
  });

  it("goes through tcp where it is given host and port", async () => {
    const { opened, open } = machine();
    const { transport } = await open({ host: "10.0.0.20", port: 4_001, connectTimeout: 5_000 });
    expect(transport.bytes$).toBeDefined();
    expect(opened).toEqual([]);
  });

  it("discovers USB ports with settings that find each again wherever it is plugged in", async () => {
    const twin: PortEntry = { path: "/dev/ttyUSB2", stablePath: "/dev/serial/by-id/twin", vendorId: 1, productId: 2 };
    const { clock, transport } = machine([
      ftdi,
      twin,
      { ...twin, path: "/dev/ttyUSB3", stablePath: "/dev/serial/by-id/twin2" },
      { path: "/dev/ttyS0" },
    ]);
    const found: unknown[] = [];
    const context = { signal: new AbortController().signal, clock, log: silentLogger };
    for await (const { settings } of transport.discover?.(context) ?? []) found.push(settings);
    expect(found).toEqual([
      { usb: { vendorId: 0x403, productId: 0x6001, serialNumber: "A5" } },
      { path: "/dev/serial/by-id/twin" },
      { path: "/dev/serial/by-id/twin2" },
    ]);
  });
});
