import { silentLogger, VirtualClock } from "@aisle/sdk";
import { describe, expect, it } from "vitest";
import { createHidTransport } from "../hid-transport.ts";
import type { HidSettings } from "../settings.ts";
import { scannerInfo, VirtualHid } from "../virtual-hid.fixture.ts";

const usb = { vendorId: 0x0c2e, productId: 0x0b87 };

function rig(settings: Partial<HidSettings> = { usb }) {
  const hid = new VirtualHid();
  hid.plugged = [scannerInfo];
  const clock = new VirtualClock();
  const abort = new AbortController();
  const open = async () =>
    createHidTransport({ hid }).open({
      settings: { connectTimeout: 5_000, ...settings },
      signal: abort.signal,
      clock,
      log: silentLogger,
    });
  return { hid, clock, abort, open };
}

describe("a device of this computer", () => {
  it("hands on copies of its reports, those too that came before anybody listened", async () => {
    const { hid, clock, open } = rig();
    const { transport, close } = await open();
    hid.last.send(Uint8Array.of(2, 1));
    const reports: Uint8Array[] = [];
    transport.reports$.subscribe((report) => reports.push(report));
    await clock.settle();
    hid.last.send(Uint8Array.of(2, 2));
    expect(reports).toEqual([Uint8Array.of(2, 1), Uint8Array.of(2, 2)]);
    expect(transport.facts).toEqual({
      usbVendorId: 0x0c2e,
      usbProductId: 0x0b87,
      hidUsagePage: 0x8c,
      hidUsage: 2,
      manufacturer: "Acme",
      product: "Scanner",
      serialNumber: "S-1",
    });
    await close();
    expect(clock.nextTimerAt()).toBeUndefined();
  });

  it("keeps 64 reports for the first who listens, and never has two listeners on the library", async () => {
    const { hid, clock, open } = rig();
    const { transport } = await open();
    for (let index = 0; index < 100; index += 1) hid.last.send(Uint8Array.of(2, index));
    const first: number[] = [];
    const second: number[] = [];
    transport.reports$.subscribe((report) => first.push(report[1]!));
    transport.reports$.subscribe((report) => second.push(report[1]!));
    await clock.settle();
    expect(first).toHaveLength(64);
    expect(first[0]).toBe(36);
    expect(second).toEqual(first);
    expect(hid.last.dataListeners).toBe(1);
  });

  it("is lost when its read fails, whatever it fails with", async () => {
    for (const thrown of ["could not read from HID device: device disconnected", new Error("EIO"), undefined]) {
      const { hid, open } = rig();
      const { transport, lost$ } = await open();
      const lost: unknown[] = [];
      let completed = false;
      lost$?.subscribe((cause) => lost.push(cause));
      transport.reports$.subscribe({ complete: () => (completed = true) });
      hid.last.fail(thrown);
      hid.last.fail(thrown);
      expect(lost).toMatchObject([{ code: "device-gone", retryable: true }]);
      expect(completed).toBe(true);
    }
  });

  it("writes reports and asks for features; what fails is told as a lost device", async () => {
    const { hid, open } = rig();
    const { transport, close } = await open();
    await transport.write(Uint8Array.of(4, 1));
    expect(hid.last.written).toEqual([Buffer.from([4, 1])]);
    hid.last.features.set(9, Uint8Array.of(9, 7));
    await expect(transport.getFeatureReport(9, 8)).resolves.toEqual(Uint8Array.of(9, 7));
    await expect(transport.getFeatureReport(8, 8)).rejects.toMatchObject({ code: "device-gone" });
    await close();
    await expect(transport.write(Uint8Array.of(4, 1))).rejects.toMatchObject({ code: "device-gone" });
  });

  it("refuses reports that no device can have", async () => {
    const { open } = rig();
    const { transport } = await open();
    for (const call of [
      () => transport.write(new Uint8Array()),
      () => transport.write(new Uint8Array(5_000)),
      () => transport.getFeatureReport(256, 8),
      () => transport.getFeatureReport(1, 0),
    ]) {
      await expect(call()).rejects.toMatchObject({ code: "hid-report-invalid", category: "usage" });
    }
  });

  it("closes once, and within a second where the device is stuck", async () => {
    const { hid, clock, open } = rig();
    const { transport, close } = await open();
    hid.last.stuck = true;
    const asking = expect(transport.getFeatureReport(9, 8)).rejects.toMatchObject({ code: "timeout" });
    const closing = Promise.all([close(), close()]);
    await clock.run(2_000);
    await closing;
    await asking;
    expect(hid.last.closed).toBe(1);
    expect(clock.nextTimerAt()).toBeUndefined();
  });

  it("closes what is opened after it was given up", async () => {
    const { hid, clock, abort, open } = rig();
    const opening = expect(open()).rejects.toMatchObject({ code: "aborted" });
    abort.abort();
    await opening;
    await clock.settle();
    expect(hid.handles.map(({ closed }) => closed)).toEqual([1]);
  });

  it("is opened by its path too, and a path that is not there is told", async () => {
    const { hid, open } = rig({ path: "/dev/hidraw0" });
    const { transport } = await open();
    expect(transport.facts).toMatchObject({ product: "Scanner" });
    hid.plugged = [];
    hid.refusal = new Error("cannot open device with path /dev/hidraw0: No such file or directory");
    await expect(open()).rejects.toMatchObject({ code: "device-gone" });
  });

  it("is discovered with settings that reach it, and neither keyboards nor mice are", async () => {
    const { hid, clock, abort } = rig();
    hid.plugged.push({ ...scannerInfo, usagePage: 1, usage: 6 }, scannerInfo, { vendorId: 1, productId: 2 });
    const found = [];
    const context = { signal: abort.signal, clock, log: silentLogger };
    for await (const device of createHidTransport({ hid }).discover!(context)) found.push(device);
    expect(found).toMatchObject([
      { settings: { usb: { ...usb, serialNumber: "S-1", usagePage: 0x8c, usage: 2 } }, facts: { hidUsagePage: 0x8c } },
      { settings: { usb: { vendorId: 1, productId: 2 } }, facts: { usbVendorId: 1, usbProductId: 2 } },
    ]);
  });
});
