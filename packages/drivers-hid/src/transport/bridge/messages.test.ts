import { seededRandom } from "@aisle/sdk";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { encodeMessage, kinds, longestMessage, MessageReader } from "./messages.ts";

const message = fc.record({
  kind: fc.constantFrom(kinds.input, kinds.feature, kinds.hello),
  payload: fc.uint8Array({ minLength: 0, maxLength: 300 }),
});

function cut(bytes: Uint8Array, cuts: readonly number[]): readonly Uint8Array[] {
  const at = [0, ...cuts.map((part) => part % (bytes.length + 1)).sort((one, two) => one - two), bytes.length];
  return at.slice(1).map((end, index) => bytes.subarray(at[index], end));
}

describe("messages of HID over TCP", () => {
  it("are the same however their bytes are cut", () => {
    fc.assert(
      fc.property(fc.array(message, { maxLength: 8 }), fc.array(fc.nat()), (messages, cuts) => {
        const bytes = Buffer.concat(messages.map(({ kind, payload }) => encodeMessage(kind, payload)));
        const reader = new MessageReader();
        expect(cut(bytes, cuts).flatMap((chunk) => [...reader.read(chunk)])).toEqual(messages);
      }),
    );
  });

  it("carry 4095 bytes at most, and end the connection beyond that, at 0, and at a kind that no device sends", () => {
    const longest = encodeMessage(kinds.input, new Uint8Array(longestMessage - 1));
    expect([...new MessageReader().read(longest)]).toHaveLength(1);
    for (const bad of [
      [0, 0],
      [0x10, 0x01],
      [0xff, 0xff, 1],
      [0, 1, kinds.output],
      [0, 1, kinds.getFeature],
      [0, 1, 9],
    ]) {
      expect(() => [...new MessageReader().read(Uint8Array.from(bad))]).toThrow(/HID over TCP/);
    }
  });

  it("stand a million mutations with nothing but a clear refusal", () => {
    const random = seededRandom(11);
    const good = encodeMessage(
      kinds.input,
      Uint8Array.from({ length: 64 }, (_, index) => index),
    );
    let [read, refused] = [0, 0];
    let reader = new MessageReader();
    for (let round = 0; round < 1_000_000; round += 1) {
      const bytes = good.slice(0, random() < 0.9 ? good.length : Math.floor(random() * good.length));
      if (bytes.length > 0 && random() < 0.5)
        bytes[Math.floor(random() * random() * bytes.length)] = Math.floor(random() * 256);
      try {
        for (const { payload } of reader.read(bytes)) {
          read += 1;
          if (payload.length >= longestMessage) throw new RangeError("too long");
        }
      } catch (thrown) {
        if (!(thrown instanceof Error && "code" in thrown && thrown.code === "hid-bridge-invalid")) throw thrown;
        refused += 1;
        reader = new MessageReader();
      }
    }
    expect(read).toBeGreaterThan(100_000);
    expect(refused).toBeGreaterThan(1_000);
  });
});
