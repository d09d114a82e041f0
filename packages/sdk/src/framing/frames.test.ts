import fc from "fast-check";
import { from, toArray } from "rxjs";
import { describe, expect, it } from "vitest";
import { type FrameOptions, frames } from "./frames.ts";

/** 0x02, length of the data, data, their sum, 0x03. */
const shape: FrameOptions = {
  start: [0x02],
  header: 2,
  length: ([, length = 0]) => (length <= 8 ? length + 4 : undefined),
  check: (frame) => frame.at(-1) === 0x03 && frame.at(-2) === sum(frame.subarray(2, -2)),
};
const sum = (bytes: Uint8Array): number => bytes.reduce((total, byte) => (total + byte) & 0xff, 0);
const frameOf = (...data: readonly number[]): number[] => [2, data.length, ...data, sum(Uint8Array.from(data)), 3];

function cut(chunks: readonly (readonly number[])[], options: FrameOptions = shape): readonly number[][] {
  let all: readonly number[][] = [];
  from(chunks.map((chunk) => Uint8Array.from(chunk)))
    .pipe(frames(options), toArray())
    .subscribe((found) => {
      all = found.map((frame) => [...frame]);
    });
  return all;
}

describe("frames", () => {
  it("are whole and checked, wherever the bytes are cut", () => {
    const [one, two] = [frameOf(1, 2, 3), frameOf()];
    const bytes = [...one, ...two];
    for (let at = 0; at <= bytes.length; at += 1) {
      expect(cut([bytes.slice(0, at), bytes.slice(at)])).toEqual([one, two]);
    }
  });

  it("do not wait behind a begin that can become none any more", () => {
    const one = frameOf(1);
    const mayBecome = (begin: Uint8Array): boolean => begin.subarray(2).every((byte) => byte < 8 && byte !== 2);
    expect(cut([[2, 8], one])).toEqual([]);
    expect(cut([[2, 8], one], { ...shape, mayBecome })).toEqual([one]);
    expect(cut([one.slice(0, 3), one.slice(3)], { ...shape, mayBecome })).toEqual([one]);
  });

  it("are found behind noise, also noise that looks like the begin of one, and the noise is counted", () => {
    let dropped = 0;
    const one = frameOf(5, 6);
    const options = { ...shape, onDropped: (bytes: number) => (dropped += bytes) };
    expect(cut([[9, 2, 2, 4, ...one]], options)).toEqual([one]);
    expect(dropped).toBe(4);
  });

  it("may begin in several ways where the header tells", () => {
    const options: FrameOptions = { header: 1, length: ([first]) => (first === 6 ? 1 : first === 1 ? 3 : undefined) };
    expect(
      cut(
        [
          [6, 1, 8],
          [9, 7, 6],
        ],
        options,
      ),
    ).toEqual([[6], [1, 8, 9], [6]]);
  });

  it("never throw, never come from a wrong check, and two good ones in a row are read after anything", () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.integer({ min: 0, max: 255 }), { maxLength: 20 }), { maxLength: 20 }),
        (noise) => {
          const good = frameOf(1, 2, 3, 4, 5, 6, 7, 8);
          const found = cut([...noise, good, good]);
          for (const frame of found) expect(shape.check?.(Uint8Array.from(frame))).toBe(true);
          expect(found.at(-1)).toEqual(good);
        },
      ),
    );
  });

  it("that say a length beyond the longest are noise", () => {
    expect(cut([[2, 8, ...frameOf(1)]], { ...shape, longest: 6 })).toEqual([frameOf(1)]);
  });

  it("refuse options that make no sense", () => {
    for (const wrong of [{ header: 0 }, { header: 1.5 }, { start: [256] }, { start: [1, 2, 3] }, { longest: 1 }]) {
      expect(() => frames({ ...shape, ...wrong })).toThrow(expect.objectContaining({ code: "framing-refused" }));
    }
  });
});
