import { VirtualClock } from "@aisle/sdk";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { clientOf } from "../wire/client.fixture.ts";
import type { HidDevice } from "../wire/devices.ts";
import { hidOverBytes } from "./hid-over-bytes.ts";
import { hidScale } from "./hid-scale.ts";
import { hidScanner } from "./hid-scanner.ts";

/** What a HID device reports to one connection. */
function reportsOf(device: HidDevice) {
  const reports: number[][] = [];
  const connection = device.connect({ send: (report) => reports.push([...report]) });
  return { reports, connection };
}

describe("a HID scanner", () => {
  it("reports a code in 64 bytes with its AIM id", () => {
    const scanner = hidScanner();
    const { reports } = reportsOf(scanner);
    expect(scanner.scan("]Q1", "MEMBER-1")).toBe(1);
    const data = [...Buffer.from("]Q1MEMBER-1")];
    expect(reports).toEqual([[0x02, 8, ...data, ...new Array<number>(64 - 2 - data.length).fill(0)]]);
  });

  it("says in each report but the last that more follows", () => {
    const scanner = hidScanner();
    const { reports } = reportsOf(scanner);
    const text = "x".repeat(56) + "y".repeat(56) + "z";
    scanner.scan("]e0", text);
    expect(reports.map((report) => [report[1], report[63]])).toEqual([
      [56, 1],
      [56, 1],
      [1, 0],
    ]);
    expect(reports.map((report) => Buffer.from(report.slice(5, 5 + report[1]!)).toString()).join("")).toBe(text);
    scanner.scan("]e0", "x".repeat(56));
    scanner.scan("]e0", "");
    expect(reports.slice(3).map((report) => [report[1], report[63]])).toEqual([
      [56, 0],
      [0, 0],
    ]);
    expect(scanner.said.get("scan")).toEqual({ said: 3, heard: 3, unheard: 0 });
  });

  it("hears its trigger, and counts a scan that nobody hears", () => {
    const scanner = hidScanner({ facts: { serialNumber: "7" } });
    const { connection } = reportsOf(scanner);
    let triggers = 0;
    scanner.onTrigger(() => {
      triggers += 1;
    });
    for (const report of [[4, 1], [4, 0], [5, 1], [4], []]) connection.receive(Uint8Array.from(report));
    expect([triggers, connection.feature(1, 8)]).toEqual([1, undefined]);
    connection.close();
    expect([scanner.scan("]Q1", "lost"), scanner.said.get("scan")?.unheard]).toEqual([0, 1]);
    expect(scanner.facts).toMatchObject({ serialNumber: "7", hidUsagePage: 0x8c, usbVendorId: expect.any(Number) });
  });
});

describe("a HID scale", () => {
  it("reports while somebody is connected, in motion and stable, in its unit and power of ten", () => {
    const clock = new VirtualClock(0);
    const scale = hidScale({ clock, unit: "kg", exponent: -3 });
    expect(clock.nextTimerAt()).toBeUndefined();
    const { reports, connection } = reportsOf(scale);
    clock.advanceTo(200);
    scale.load(1_234);
    clock.advanceTo(400);
    clock.advanceTo(800);
    expect(reports).toEqual([
      [3, 2, 3, 0xfd, 0, 0],
      [3, 3, 3, 0xfd, 0xd2, 0x04],
      [3, 3, 3, 0xfd, 0xd2, 0x04],
      [3, 4, 3, 0xfd, 0xd2, 0x04],
    ]);
    connection.close();
    expect([clock.nextTimerAt(), scale.said.get("weight")]).toEqual([undefined, { said: 4, heard: 4, unheard: 0 }]);
  });

  it("says what keeps it from weighing", () => {
    const clock = new VirtualClock(0);
    const scale = hidScale({ clock });
    const { reports } = reportsOf(scale);
    const next = (): number[] => {
      clock.advanceTo(clock.now() + 200);
      return reports.at(-1)!;
    };
    scale.load(-5, 0);
    expect(next()).toEqual([3, 5, 2, 0, 0, 0]);
    scale.load(15_001, 0);
    expect(next()[1]).toBe(6);
    scale.load(100, 0);
    for (const [what, code] of [
      ["fault", 1],
      ["needs-calibration", 7],
      ["needs-rezeroing", 8],
    ] as const) {
      scale.trouble(what);
      expect(next()).toEqual([3, code, 2, 0, 0, 0]);
    }
    scale.trouble(undefined);
    expect(next()).toEqual([3, 4, 2, 0, 100, 0]);
  });
});

describe("HID over bytes", () => {
  /** A device that keeps what it is told, and has one feature report. */
  function wired() {
    const received: number[][] = [];
    const device: HidDevice = {
      facts: { product: "x" },
      connect: (line) => {
        line.send(Uint8Array.of(1, 0xaa));
        return {
          receive: (report) => received.push([...report]),
          feature: (id, length) => (id === 9 ? new Uint8Array(length).fill(9) : undefined),
          close: () => received.push([-1]),
        };
      },
    };
    const client = clientOf(hidOverBytes(device));
    return { client, received };
  }
  const hello = [0, 16, 5, ...Buffer.from('{"product":"x"}')];

  it("greets with the device's facts, then carries its reports", () => {
    expect(wired().client.take()).toEqual([...hello, 0, 3, 1, 1, 0xaa]);
  });

  it("carries output reports and feature reports, in any pieces", () => {
    const { client, received } = wired();
    client.take();
    for (const byte of [0, 3, 2, 4, 1, 0, 4, 3, 9, 0, 2, 0, 4, 3, 8, 0, 2]) client.send([byte]);
    expect(received).toEqual([[4, 1]]);
    expect(client.take()).toEqual([0, 5, 4, 9, 1, 9, 9, 0, 3, 4, 8, 0]);
    client.close();
    expect(received.at(-1)).toEqual([-1]);
  });

  it.each([
    ["no length", [0, 0]],
    ["a length that is too great", [0x10, 0x01]],
    ["an unknown kind", [0, 2, 9, 9]],
    ["an unknown kind, before all of it has come", [15, 0, 9]],
    ["what only a device may say", [0, 3, 1, 1, 1]],
    ["an output report without its id", [0, 1, 2]],
    ["a feature request of another length", [0, 3, 3, 9, 0]],
  ])("ends the connection at a message with %s, and hears nothing more", (_, message) => {
    const { client, received } = wired();
    client.send([...message, 0, 3, 2, 4, 1]);
    client.send([0, 3, 2, 4, 1]);
    expect([client.hungUp, received]).toEqual([true, []]);
  });

  it("never throws, whatever comes", () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 30 }), { maxLength: 20 }), (chunks) => {
        const { client } = wired();
        for (const chunk of chunks) client.send(chunk);
        client.close();
        expect(client.take().slice(0, hello.length)).toEqual(hello);
      }),
      { numRuns: 500 },
    );
  });
});
