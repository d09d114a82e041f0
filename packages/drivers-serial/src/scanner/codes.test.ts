import { VirtualClock } from "@aisle/sdk";
import { Subject } from "rxjs";
import { describe, expect, it } from "vitest";
import { type ScannerMessage, scannerCodes } from "./codes.ts";
import { scannerSettings } from "./settings.ts";

/** What a scanner with these settings says; a number among the chunks is silence in ms. */
function read(settings: object, ...chunks: readonly (string | Uint8Array | number)[]): readonly unknown[] {
  const clock = new VirtualClock(0);
  const bytes$ = new Subject<Uint8Array>();
  const said: ScannerMessage[] = [];
  bytes$.pipe(scannerCodes(scannerSettings.parse(settings), clock)).subscribe((message) => said.push(message));
  for (const chunk of chunks) {
    if (typeof chunk === "number") clock.advanceTo(clock.now() + chunk);
    else bytes$.next(typeof chunk === "string" ? new TextEncoder().encode(chunk) : chunk);
  }
  return said.map((message) => (message.type === "code" ? [message.symbology, message.data] : message.type));
}

describe("codes of a scanner", () => {
  it("come without their AIM id, and with ]X0 where they have none", () => {
    expect(read({}, "]Q1MEMBER-1\r\n96385074\r", "]E04006381333931\n")).toEqual([
      ["]Q1", "MEMBER-1"],
      ["]X0", "96385074"],
      ["]E0", "4006381333931"],
    ]);
  });

  it("keep what is inside: group separators, and line breaks where a suffix says which end is meant", () => {
    expect(read({ suffix: "\u0003" }, "]d2010401234567890110AB\u001d21C\r\nD\u0003")).toEqual([
      ["]d2", "010401234567890110AB\u001d21C\r\nD"],
    ]);
  });

  it("are noise without the prefix, without an AIM id that always comes, and with bytes that no code has", () => {
    expect(read({ prefix: "~" }, "~]Q1A\r\nB\r\n")).toEqual([["]Q1", "A"], "noise"]);
    expect(read({ aim: "on" }, "]Q1A\r\nB\r\n]Q1\r\n")).toEqual([["]Q1", "A"], "noise", "noise"]);
    expect(read({}, Uint8Array.of(0x41, 0x00, 0x42, 0x0d), Uint8Array.of(0xff, 0x42, 0x0d), "C\r")).toEqual([
      "noise",
      "noise",
      ["]X0", "C"],
    ]);
  });

  it("are data from the first character where the scanner sends no AIM ids", () => {
    expect(read({ aim: "off" }, "]Q1A\r")).toEqual([["]X0", "]Q1A"]]);
  });

  it("end with silence where the scanner sends no suffix", () => {
    expect(read({ idleGap: 50 }, "]Q1MEM", 49, "BER-1", 50, "]Q1B", 10)).toEqual([["]Q1", "MEMBER-1"]]);
    expect(read({ idleGap: 50, suffix: "\r" }, "A\r", 50, "B", 50)).toEqual([["]X0", "A"], "noise"]);
  });

  it("are not joined to noise that came long before", () => {
    expect(read({}, Uint8Array.of(0xfe), 2_000, "]Q1A\r\n")).toEqual([["]Q1", "A"]]);
  });

  it("are read in the scanner's charset", () => {
    expect(read({ charset: "latin1" }, Uint8Array.of(0x5d, 0x51, 0x31, 0xe4, 0x0d))).toEqual([["]Q1", "ä"]]);
  });

  it("are told from the answer to the probe, and never longer than the longest", () => {
    const probe = { send: "?\r", answer: "OK" };
    expect(read({ probe, longest: 8 }, "OK 1\r\n]Q1A\r\n]Q1ABCDEFG\r\n")).toEqual(["answer", ["]Q1", "A"]]);
  });

  it("that are too long or break off are told of, for a scan was lost", () => {
    const clock = new VirtualClock(0);
    const lost: string[] = [];
    for (const settings of [{ longest: 8 }, { longest: 8, idleGap: 20 }]) {
      const bytes$ = new Subject<Uint8Array>();
      bytes$.pipe(scannerCodes(scannerSettings.parse(settings), clock, (why) => lost.push(why))).subscribe();
      bytes$.next(new TextEncoder().encode(`${"1".repeat(50)}\r`));
      clock.advanceTo(clock.now() + 100);
      bytes$.next(new TextEncoder().encode("1234"));
      clock.advanceTo(clock.now() + 3_000);
    }
    // What breaks off without a suffix cannot be told from a code.
    expect(lost).toHaveLength(3);
  });
});
