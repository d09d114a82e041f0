import fc from "fast-check";
import { from, Subject, toArray } from "rxjs";
import { describe, expect, it } from "vitest";
import { VirtualClock } from "../time/virtual-clock.ts";
import { type LineOptions, lines } from "./lines.ts";

const encoder = new TextEncoder();

function cut(chunks: readonly (string | Uint8Array)[], options?: LineOptions): readonly string[] {
  let all: readonly string[] = [];
  from(chunks.map((chunk) => (typeof chunk === "string" ? encoder.encode(chunk) : chunk)))
    .pipe(lines(options), toArray())
    .subscribe((found) => {
      all = found;
    });
  return all;
}

describe("lines", () => {
  it("end with LF or CR LF unless told, wherever the bytes are cut", () => {
    expect(cut(["a\r", "\nb", "b\n\nc"])).toEqual(["a", "bb", ""]);
  });

  it("end at CR at once, and the LF that follows makes no line of its own", () => {
    const ends = ["\r\n", "\r", "\n"];
    expect(cut(["a\r"], { ends })).toEqual(["a"]);
    expect(cut(["a\r", "\nb\r\n", "c\r\rd\n"], { ends })).toEqual(["a", "b", "c", "", "d"]);
  });

  it("are the same however the bytes are cut, for any ends", () => {
    const end = fc.string({ unit: fc.constantFrom("a", "b", "\r", "\n"), minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(
        fc.array(end, { minLength: 1, maxLength: 4 }),
        fc.array(fc.string({ unit: fc.constantFrom("a", "b", "c", "ä", "\r", "\n"), maxLength: 6 }), { maxLength: 12 }),
        (ends, pieces) => {
          const options = { ends, longest: 5 };
          const bytes = encoder.encode(pieces.join(""));
          const whole = cut([bytes], options);
          expect(cut(pieces, options)).toEqual(whole);
          expect(
            cut(
              Array.from(bytes, (byte) => Uint8Array.of(byte)),
              options,
            ),
          ).toEqual(whole);
        },
      ),
    );
  });

  it("that are too long are thrown away and told, and the next is read", () => {
    const dropped: number[] = [];
    const options = { longest: 4, onDropped: (characters: number) => dropped.push(characters) };
    expect(cut(["abcd\nabcde\nab", "cdefghijklmn", "o\nend\n"], options)).toEqual(["abcd", "end"]);
    expect(dropped).toEqual([5, 15]);
  });

  it("that do not go on are thrown away after the idle gap", () => {
    const clock = new VirtualClock(0);
    const bytes$ = new Subject<Uint8Array>();
    const found: string[] = [];
    const dropped: number[] = [];
    const subscription = bytes$
      .pipe(lines({ idleGap: 100, clock, onDropped: (characters) => dropped.push(characters) }))
      .subscribe((line) => found.push(line));
    bytes$.next(encoder.encode("noi"));
    clock.advanceTo(99);
    bytes$.next(encoder.encode("se"));
    clock.advanceTo(199);
    bytes$.next(encoder.encode("ab\n"));
    clock.advanceTo(1_000);
    bytes$.next(encoder.encode("x"));
    subscription.unsubscribe();
    expect(found).toEqual(["ab"]);
    expect(dropped).toEqual([5]);
    expect(clock.nextTimerAt()).toBeUndefined();
  });

  it("are read in other encodings, and malformed bytes show", () => {
    expect(cut([Uint8Array.of(0x61, 0xe4, 0x0a)], { encoding: "latin1" })).toEqual(["aä"]);
    expect(cut([Uint8Array.of(0x61, 0xe4, 0x0a)])).toEqual(["a\ufffd"]);
  });

  it("refuse options that make no sense", () => {
    for (const options of [
      { ends: [] },
      { ends: [""] },
      { longest: 0 },
      { longest: 1.5 },
      { idleGap: 0, clock: new VirtualClock() },
      { idleGap: 10 },
      { encoding: "klingon" },
    ]) {
      expect(() => lines(options)).toThrow(expect.objectContaining({ code: "framing-refused" }));
    }
  });
});
