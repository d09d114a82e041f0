import { seededRandom, VirtualClock } from "@aisle/sdk";
import fc from "fast-check";
import { Subject } from "rxjs";
import { describe, expect, it } from "vitest";
import { type ScannerProfile, scannerProfiles } from "./profiles.ts";
import { aimReport, aimReports, newlandReport } from "./reports.fixture.ts";
import { scans } from "./scan-reader.ts";
import type { ScanOptions } from "./to-scan.ts";

function rig(profile: ScannerProfile = scannerProfiles["aim-64"], options: Partial<ScanOptions> = {}) {
  const clock = new VirtualClock();
  const reports$ = new Subject<Uint8Array>();
  const read: (readonly [string, string])[] = [];
  const dropped: string[] = [];
  const subscription = reports$
    .pipe(
      scans(
        { profile, symbologies: {}, prefix: "", suffix: "", ...options },
        { clock, partTimeout: 1_000, dropped: (what) => dropped.push(what) },
      ),
    )
    .subscribe((reading) => {
      read.push([reading.data.symbology, reading.data.data]);
    });
  const say = (...reports: readonly Uint8Array[]): void => {
    for (const report of reports) reports$.next(report);
  };
  return { clock, say, read, dropped, subscription };
}

describe("codes in a scanner's reports", () => {
  it("are read with their AIM identifier, and as ]X0 where the scanner sends none", () => {
    const { say, read } = rig();
    say(aimReport({ aim: "]E0", data: "4006381333931" }), aimReport({ data: "MEMBER-1" }));
    expect(read).toEqual([
      ["]E0", "4006381333931"],
      ["]X0", "MEMBER-1"],
    ]);
  });

  it("are joined where they go on, also through the middle of a character", () => {
    const { say, read, dropped } = rig();
    const text = `${"A".repeat(55)}ä${"B".repeat(80)}`;
    say(...aimReports("]Q1", text));
    expect(read).toEqual([["]Q1", text]]);
    expect(dropped).toEqual([]);
  });

  it("come out as they went in, whatever they hold", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ minLength: 1, maxLength: 300, unit: "binary" })), (texts) => {
        const { say, read } = rig();
        for (const text of texts) say(...aimReports("]d2", text));
        expect(read).toEqual(
          texts.map((text) => ["]d2", new TextDecoder("utf-8", { ignoreBOM: true }).decode(Buffer.from(text))]),
        );
      }),
    );
  });

  it("that are no UTF-8 are read byte by byte", () => {
    const { say, read } = rig();
    say(aimReport({ aim: "]Q1", data: Uint8Array.of(0x4d, 0xfc, 0x6c) }));
    expect(read).toEqual([["]Q1", "Mül"]]);
  });

  it("lose the prefix and suffix that the scanner was set up for", () => {
    const { say, read } = rig(undefined, { prefix: "<", suffix: "\r" });
    say(
      aimReport({ aim: "]E0", data: "<96385074\r" }),
      aimReport({ aim: "]E0", data: "96385074" }),
      aimReport({ data: "<\r" }),
    );
    expect(read).toEqual([
      ["]E0", "96385074"],
      ["]E0", "96385074"],
    ]);
  });

  it("of a scanner without AIM identifiers get one from its own codes, or from the data where it puts it there", () => {
    const { say, read } = rig(scannerProfiles["newland-64"], { symbologies: { "115": "]Q0" } });
    say(
      newlandReport({ data: "A", code: 115 }),
      newlandReport({ data: "]E096385074" }),
      newlandReport({ data: "B", code: 7 }),
    );
    expect(read).toEqual([
      ["]Q0", "A"],
      ["]E0", "96385074"],
      ["]X0", "B"],
    ]);
  });

  it("are told from what a scanner answers to a command", () => {
    const { say, read, dropped } = rig(scannerProfiles["newland-64"]);
    say(newlandReport({ data: Uint8Array.of(0x02, 0x00, 0x00, 0x01, 0x00, 0x33, 0x31) }));
    expect([read, dropped]).toEqual([[], []]);
  });

  it("are read from reports that are longer than the layout, as on Windows", () => {
    const { say, read } = rig();
    say(Uint8Array.from([...aimReport({ aim: "]E0", data: "96385074" }), 0, 0, 0]));
    expect(read).toHaveLength(1);
  });
});

describe("what is no code", () => {
  it.each([
    ["a report that is too short", aimReport({ aim: "]E0", data: "1" }).slice(0, 63)],
    ["an empty report", new Uint8Array()],
    ["more data than fits", aimReport({ aim: "]E0", data: "1" }).map((byte, index) => (index === 1 ? 57 : byte))],
    ["an AIM identifier that is none", aimReport({ aim: "[E0", data: "1" })],
    ["a report without data", aimReport({ aim: "]E0", data: "" })],
  ])("%s is dropped and told", (_, report) => {
    const { say, read, dropped } = rig();
    say(report);
    expect(read).toEqual([]);
    expect(dropped).toHaveLength(1);
    say(aimReport({ aim: "]E0", data: "2" }));
    expect(read).toHaveLength(1);
  });

  it("a report of another id is left alone", () => {
    const { say, read, dropped } = rig();
    say(Uint8Array.of(0x07, 1, 2));
    expect([read, dropped]).toEqual([[], []]);
  });

  it("a code that breaks off is dropped, and with it the rest of it that comes late", () => {
    const { clock, say, read, dropped } = rig();
    const [first, rest] = aimReports("]Q1", "Z".repeat(100));
    say(first!);
    clock.advanceTo(1_000);
    expect(dropped).toEqual(["a code that broke off, for nothing followed"]);
    say(rest!);
    expect(read).toEqual([]);
    expect(dropped).toHaveLength(2);
    say(aimReport({ aim: "]Q1", data: "next" }));
    expect(read).toEqual([["]Q1", "next"]]);
    expect(clock.nextTimerAt()).toBeUndefined();
  });

  it("a code that breaks off for good costs no other after a while, nor at once one of another symbology", () => {
    for (const [wait, aim] of [
      [2_000, "]Q1"],
      [1_001, "]E0"],
      [0, "]E0"],
    ] as const) {
      const { clock, say, read, dropped } = rig();
      say(aimReports("]Q1", "Z".repeat(100))[0]!);
      clock.advanceTo(wait);
      say(aimReport({ aim, data: "whole" }));
      expect(read).toEqual([[aim, "whole"]]);
      expect(dropped).toHaveLength(1);
    }
  });

  it("a code without end is dropped at 8192 bytes, to its end", () => {
    const { say, read, dropped } = rig();
    for (let index = 0; index < 10_000; index += 1) say(aimReport({ aim: "]Q1", data: "Z".repeat(56), more: true }));
    say(aimReport({ aim: "]Q1", data: "end" }), aimReport({ aim: "]Q1", data: "next" }));
    expect(read).toEqual([["]Q1", "next"]]);
    expect(dropped[0]).toBe("a code of over 8192 bytes");
  });

  it("leaves no timer when nobody listens any more", () => {
    const { clock, say, subscription } = rig();
    say(aimReports("]Q1", "Z".repeat(100))[0]!);
    subscription.unsubscribe();
    expect(clock.nextTimerAt()).toBeUndefined();
  });

  it("a million mutated reports neither end the stream nor make anything but well-formed codes", () => {
    const random = seededRandom(12);
    const good = [aimReport({ aim: "]E0", data: "4006381333931" }), ...aimReports("]Q1", "x".repeat(120))];
    const { say, read, dropped } = rig();
    let [codes, wrong] = [0, 0];
    for (let round = 0; round < 1_000_000; round += 1) {
      const report = good[Math.floor(random() * good.length)]!.slice(
        0,
        random() < 0.95 ? 64 : Math.floor(random() * 64),
      );
      for (let flips = Math.floor(random() * 4); flips > 0 && report.length > 0; flips -= 1) {
        report[Math.floor(random() * report.length)] = Math.floor(random() * 256);
      }
      say(report);
      for (const [symbology, data] of read.splice(0)) {
        codes += 1;
        if (!/^\][A-Za-z][0-9A-Za-z]$/.test(symbology) || data === "" || data.length > 8_192) wrong += 1;
      }
      if (dropped.length > 1_000) dropped.length = 0;
    }
    expect(wrong).toBe(0);
    expect(codes).toBeGreaterThan(100_000);
    say(aimReport({ aim: "]E0", data: "1" }), aimReport({ aim: "]E0", data: "2" }));
    expect(read.at(-1)).toEqual(["]E0", "2"]);
  });
});
