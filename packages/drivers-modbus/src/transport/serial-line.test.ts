import { EventEmitter } from "node:events";
import { AisleError, silentLogger, VirtualClock } from "@aisle/sdk";
import { describe, expect, it } from "vitest";
import { serialError } from "./serial-errors.ts";
import { openSerialPort } from "./serial-line.ts";
import type { SerialPortLike } from "./serial-watch.ts";
import { modbusSettings, type RtuSettings } from "./settings.ts";

/** Stands for serialport's `SerialPort`, and can fail in the ways in which that one does. */
class FakePort extends EventEmitter implements SerialPortLike {
  isOpen = false;
  openError: Error | undefined;
  /** Opening and closing take until this is called, where it is `true`. */
  slow = false;
  finishOpening: () => void = () => {};
  closes = 0;
  destroyed = false;
  getError: Error | null = null;
  readonly written: Uint8Array[] = [];
  writeError: Error | null = null;

  open(done: (error?: Error | null) => void): void {
    this.finishOpening = () => {
      this.isOpen = this.openError === undefined;
      done(this.openError ?? null);
    };
    if (!this.slow) queueMicrotask(this.finishOpening);
  }
  write(data: Buffer, done: (error: Error | null) => void): boolean {
    this.written.push(data);
    queueMicrotask(() => done(this.writeError));
    return true;
  }
  close(done: (error?: Error | null) => void): void {
    this.closes += 1;
    if (this.slow) return;
    this.isOpen = false;
    queueMicrotask(() => {
      this.emit("close", null);
      done(null);
    });
  }
  destroy(): void {
    this.destroyed = true;
  }
  get(done: (error: Error | null) => void): void {
    done(this.getError);
  }
}

async function open(port: FakePort, more: { signal?: AbortSignal; exists?: () => boolean; clock?: VirtualClock } = {}) {
  const clock = more.clock ?? new VirtualClock(0);
  const settings = modbusSettings.parse({ mode: "rtu", path: "/dev/adapter", connectTimeout: 2_000 }) as RtuSettings;
  const context = { settings, signal: more.signal ?? new AbortController().signal, clock, log: silentLogger };
  const line = await openSerialPort(context, {
    create: async () => port,
    exists: async () => more.exists?.() ?? true,
  });
  const got: Uint8Array[] = [];
  const ends: unknown[] = [];
  const losses: unknown[] = [];
  line.transport.bytes$.subscribe({ next: (chunk) => got.push(chunk), error: (error) => ends.push(error) });
  line.lost$?.subscribe((cause) => losses.push(cause));
  return { line, clock, got, ends, losses };
}

describe("a bus's serial port", () => {
  it("carries bytes both ways, and leaves nothing behind when it is closed", async () => {
    const port = new FakePort();
    const { line, clock, got, losses } = await open(port);
    await line.transport.write(Uint8Array.of(1, 2));
    port.emit("data", Buffer.of(3));
    expect([port.written, got]).toEqual([[Buffer.of(1, 2)], [Buffer.of(3)]]);
    await line.close();
    await line.close();
    expect([port.closes, port.destroyed, losses]).toEqual([1, true, []]);
    expect(clock.nextTimerAt()).toBeUndefined();
  });

  it.each<[string, (port: FakePort) => void]>([
    ["says that it was disconnected", (port) => port.emit("close", new Error("disconnected"))],
    ["ends", (port) => port.emit("end")],
    ["is closed without a word", (port) => (port.isOpen = false)],
    [
      "has lost its modem lines without a word",
      (port) => (port.getError = new Error("Input/output error, cannot get")),
    ],
  ])("is lost within half a second when it %s", async (_, break_) => {
    const port = new FakePort();
    const { clock, ends, losses } = await open(port);
    break_(port);
    await clock.run(500);
    expect(losses).toMatchObject([{ code: "device-gone", category: "transport" }]);
    expect(ends).toEqual(losses);
    expect(clock.nextTimerAt()).toBeUndefined();
  });

  it("is lost when its path is gone, without a word from the port", async () => {
    let there = true;
    const { clock, losses } = await open(new FakePort(), { exists: () => there });
    await clock.run(10_000);
    expect(losses).toEqual([]);
    there = false;
    await clock.run(10_500);
    expect(losses).toMatchObject([{ code: "device-gone" }]);
  });

  it("is not lost for having no modem lines, as a pseudo-terminal has none", async () => {
    const port = new FakePort();
    port.getError = new Error("Inappropriate ioctl for device, cannot get");
    const { clock, losses } = await open(port);
    await clock.run(60_000);
    expect(losses).toEqual([]);
  });

  it("survives an error without a meaning, and one after it was closed", async () => {
    const port = new FakePort();
    const { line, losses } = await open(port);
    port.emit("error", "late");
    await line.close();
    port.emit("error", new Error("later"));
    port.emit("close", null);
    expect(losses).toEqual([]);
  });

  it("is let go of after a second when it does not close", async () => {
    const port = new FakePort();
    const { line, clock } = await open(port);
    port.slow = true;
    const closing = line.close();
    await clock.run(1_000);
    await closing;
    expect(port.destroyed).toBe(true);
  });

  it("that opens only after its time is closed again, so that the next try finds it free", async () => {
    const port = new FakePort();
    port.slow = true;
    const clock = new VirtualClock(0);
    const opening = open(port, { clock });
    await clock.settle();
    clock.advanceTo(2_000);
    await expect(opening).rejects.toMatchObject({ code: "timeout" });
    port.slow = false;
    port.finishOpening();
    await clock.settle();
    expect([port.isOpen, port.destroyed]).toEqual([false, true]);
    expect(clock.nextTimerAt()).toBeUndefined();
  });

  it("is given up when it is told so", async () => {
    await expect(open(new FakePort(), { signal: AbortSignal.abort() })).rejects.toMatchObject({ code: "aborted" });
  });
});

it.each([
  ["Error: No such file or directory, cannot open /dev/ttyUSB0", "device-gone"],
  ["Opening COM9: File not found", "device-gone"],
  ["Error Permission denied Cannot open /dev/ttyUSB0", "permission-denied"],
  ["Error Resource temporarily unavailable Cannot lock port", "device-busy"],
  ["Error Resource busy, cannot open /dev/tty.usbserial", "device-busy"],
  ["Opening COM3: Access denied", "device-busy"],
  ["Error baud rate of 12345 is not supported on your platform", "settings-invalid"],
  ["something that nobody has seen before", "device-gone"],
])("serialport's %s is %s", (message, code) => {
  expect(serialError(new Error(message), "/dev/ttyUSB0")).toMatchObject({ code, remedy: expect.any(String) });
  const own = new AisleError("timeout", "mine", { category: "transport" });
  expect(serialError(own, "")).toBe(own);
});
