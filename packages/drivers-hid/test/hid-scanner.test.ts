import { describe, expect, it } from "vitest";
import { hidScanner } from "../src/index.ts";
import { aimReport, aimReports } from "../src/scanner/reports.fixture.ts";
import { scannerInfo } from "../src/transport/virtual-hid.fixture.ts";
import { plugged } from "./plugged.ts";

describe("a HID POS scanner", () => {
  it("is online when it is plugged in, says what it is, and reads", async () => {
    const { hid, store, status } = await plugged(hidScanner);
    expect(status().state).toBe("online");
    const scanner = store.hub.device("device-1", "barcode-scanner");
    expect(scanner.info).toEqual({ maker: "Acme", model: "Scanner", serialNumber: "S-1" });
    hid.last.send(aimReport({ aim: "]Q1", data: "MEMBER-1" }));
    expect(store.readings).toMatchObject([{ type: "scan", data: { symbology: "]Q1", data: "MEMBER-1" } }]);
    await store.hub.close();
    expect(hid.last.closed).toBe(1);
  });

  it("is offline at once when it is pulled out, and goes on wherever it is plugged in again", async () => {
    const { hid, store, status } = await plugged(hidScanner);
    hid.unplug();
    await store.clock.settle();
    expect(status()).toMatchObject({ state: "offline", reason: { code: "device-gone" } });
    await store.clock.run(30_000);
    hid.plugged = [{ ...scannerInfo, path: "/dev/hidraw5" }];
    await store.clock.run(100_000);
    expect(status().state).toBe("online");
    expect(hid.opened).toEqual(["/dev/hidraw0", "/dev/hidraw5"]);
    hid.last.send(aimReport({ aim: "]E0", data: "96385074" }));
    expect(store.readings).toMatchObject([{ data: { data: "96385074" } }]);
    await store.hub.close();
  });

  it("a scanner in keyboard mode is offline with what mends it, and online once it is switched", async () => {
    const { hid, store, status } = await plugged(hidScanner);
    hid.unplug();
    hid.plugged = [{ ...scannerInfo, usagePage: 1, usage: 6 }];
    await store.clock.run(90_000);
    expect(status()).toMatchObject({ state: "offline", reason: { remedy: expect.stringContaining("HID POS") } });
    hid.plugged = [scannerInfo];
    await store.clock.run(200_000);
    expect(status().state).toBe("online");
    await store.hub.close();
  });

  it("a code that breaks off makes it degraded until it was quiet for ten seconds", async () => {
    const { hid, store, status } = await plugged(hidScanner);
    hid.last.send(aimReports("]Q1", "Z".repeat(100))[0]!);
    await store.clock.run(1_000);
    expect(status()).toMatchObject({ state: "degraded", reason: { code: "protocol-noise" } });
    await store.clock.run(11_000);
    expect(status().state).toBe("online");
    expect(store.readings).toEqual([]);
    await store.hub.close();
  });

  it.each([
    [{}, [0x04, 0x01]],
    [{ profile: "honeywell" }, [0xfd, 0x03, 0x16, 0x54, 0x0d]],
    [{ trigger: "04 ff" }, [0x04, 0xff]],
  ])("with %j is triggered by its output report", async (settings, report) => {
    const { hid, store } = await plugged(hidScanner, settings);
    const scanner = store.hub.device("device-1", "barcode-scanner");
    await expect(scanner.commands.trigger({})).resolves.toMatchObject({ outcome: "done" });
    expect(hid.last.written).toEqual([Buffer.from(report)]);
    await store.hub.close();
  });

  it("of no profile is read by a layout of its own", async () => {
    const layout = { reportId: 7, bytes: 16, lengthAt: 2, dataAt: 3, dataBytes: 12 };
    const { hid, store, status } = await plugged(hidScanner, { layout });
    hid.last.send(Uint8Array.from([7, 0, 2, 0x41, 0x42, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]));
    expect(store.readings).toMatchObject([{ data: { symbology: "]X0", data: "AB" } }]);
    await store.hub.close();
    const wrong = await plugged(hidScanner, { layout: { ...layout, dataBytes: 20 } });
    expect(status().state).toBe("closed");
    expect(wrong.status()).toMatchObject({ state: "blocked", reason: { code: "settings-invalid" } });
    await wrong.store.hub.close();
  });
});
