import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { typicalTables } from "./huffman-tables.ts";
import { greyJpeg, jpegPayloads, readJpeg } from "./index.ts";

describe("the picture of an emulated camera", () => {
  it("is a JPEG that says its size and that RTP can carry", () => {
    const picture = greyJpeg(640, 360);
    expect([...picture.subarray(0, 2), ...picture.subarray(-2)]).toEqual([0xff, 0xd8, 0xff, 0xd9]);
    expect(readJpeg(picture)).toMatchObject({ type: 1, width: 80, height: 45 });
    expect(readJpeg(picture)?.scan).toHaveLength(4 * 40 * 23);
  });

  it("has Huffman tables that are whole", () => {
    for (const table of typicalTables)
      expect(table.slice(1, 17).reduce((sum, count) => sum + count, 0)).toBe(table.length - 17);
  });

  it("goes over RTP in pieces below 1,400 bytes that give the whole again", () => {
    const jpeg = readJpeg(greyJpeg(1280, 720));
    if (jpeg === undefined) throw new TypeError("no picture");
    const payloads = jpegPayloads(jpeg);
    expect(payloads.length).toBeGreaterThan(10);
    let at = 0;
    const pieces = payloads.map((payload, index) => {
      expect(payload.length).toBeLessThanOrEqual(1_388);
      expect([...payload.subarray(0, 8)]).toEqual([0, at >> 16, (at >> 8) & 255, at & 255, 1, 255, 160, 90]);
      const piece = payload.subarray(index === 0 ? 8 + 4 + 128 : 8);
      at += piece.length;
      return piece;
    });
    expect(Buffer.concat(pieces).equals(Buffer.from(jpeg.scan))).toBe(true);
  });

  it.each([
    ["no JPEG", Uint8Array.of(1, 2, 3)],
    ["one that is cut", greyJpeg(64, 64).subarray(0, 100)],
    ["a size that is not a multiple of 8", greyJpeg(100, 64)],
    ["over 2,040 pixels", greyJpeg(2_048, 64)],
  ])("is not streamed when it is %s", (_, bytes) => {
    expect(readJpeg(bytes)).toBeUndefined();
  });

  it("is never read beyond its end, whatever the bytes", () => {
    const whole = greyJpeg(64, 64);
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { maxLength: 8 }), (changes) => {
        const bytes = Uint8Array.from(whole);
        for (const [at, value] of changes) bytes[at] = value;
        const jpeg = readJpeg(bytes);
        expect(jpeg === undefined || jpegPayloads(jpeg).length < 4).toBe(true);
      }),
    );
  });
});
