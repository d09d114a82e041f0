import { seededRandom } from "@aisle/sdk/testing";
import { describe, expect, it } from "vitest";
import { mutate } from "../metadata/documents.fixture.ts";
import { interleaved, rtp } from "./memory-rtsp.fixture.ts";
import { RtspFramer } from "./rtsp-framer.ts";

const bytesOf = (text: string): Uint8Array => Buffer.from(text, "latin1");
const packet = (number: number): Uint8Array => interleaved(0, rtp(number, true, bytesOf(`<a n="${number}"/>`)));

interface Heard {
  readonly framer: RtspFramer;
  readonly things: string[];
  tooLarge: number;
}

function framer(): Heard {
  const heard: Heard = {
    things: [],
    tooLarge: 0,
    framer: new RtspFramer({
      expects: (channel, first, second) => channel < 2 && first >> 6 === 2 && (second & 0x7f) === 107,
      packet: (channel, bytes) => heard.things.push(`${channel}:${Buffer.from(bytes.subarray(12)).toString()}`),
      message: ({ status, what, body }) => heard.things.push(`${status} ${what} ${Buffer.from(body).toString()}`),
      tooLarge: () => {
        heard.tooLarge += 1;
      },
    }),
  };
  return heard;
}

const stream = Buffer.concat([
  bytesOf("RTSP/1.0 200 OK\r\nCSeq: 1\r\n\r\n"),
  packet(1),
  bytesOf("RTSP/1.0 200 OK\r\nCSeq: 2\r\nContent-Length: 5\r\n\r\n$body"),
  packet(2),
  packet(3),
  bytesOf("OPTIONS * RTSP/1.0\r\nCSeq: 9\r\n\r\n\r\n"),
  bytesOf("RTSP/1.0 404 Not Found\nCSeq: 3\n\n"),
]);
const all = ["200 OK ", '0:<a n="1"/>', "200 OK $body", '0:<a n="2"/>', '0:<a n="3"/>', "0 OPTIONS ", "404 Not Found "];

describe("the framer", () => {
  it("tells messages and packets apart wherever they are cut", () => {
    for (let cut = 0; cut <= stream.length; cut += 1) {
      const { framer: cutAt, things } = framer();
      cutAt.push(stream.subarray(0, cut));
      cutAt.push(stream.subarray(cut));
      expect(things).toEqual(all);
      expect(cutAt.noise).toBe(0);
    }
  });

  it("does so byte by byte", () => {
    const { framer: byByte, things } = framer();
    for (const byte of stream) byByte.push(Uint8Array.of(byte));
    expect(things).toEqual(all);
  });

  it("finds the next packet after any noise", () => {
    const random = seededRandom(5);
    for (let round = 0; round < 2_000; round += 1) {
      const { framer: noisy, things } = framer();
      noisy.push(packet(1));
      noisy.push(Uint8Array.from({ length: 1 + Math.floor(random() * 200) }, () => Math.floor(random() * 256)));
      for (let number = 2; number < 5; number += 1) noisy.push(packet(number));
      expect(things.slice(-2)).toEqual(['0:<a n="3"/>', '0:<a n="4"/>']);
    }
  });

  it("counts what it skips", () => {
    const { framer: noisy, things } = framer();
    noisy.push(Uint8Array.of(1, 2, 0x24, 9, 0, 8, 0x80, 107));
    noisy.push(packet(1));
    expect(things).toEqual(['0:<a n="1"/>']);
    expect(noisy.noise).toBe(8);
  });

  it.each(["65537", "-1", "x", "1e9"])("gives up on a body of %s bytes", (length) => {
    const heard = framer();
    heard.framer.push(bytesOf(`RTSP/1.0 200 OK\r\nContent-Length: ${length}\r\n\r\n`));
    heard.framer.push(packet(1));
    expect(heard).toMatchObject({ tooLarge: 1, things: [] });
  });

  it("takes a head without end for noise", () => {
    const { framer: noisy, things } = framer();
    noisy.push(bytesOf(`RTSP/1.0 200 OK\r\nA: ${"b".repeat(20_000)}`));
    noisy.push(packet(1));
    expect(things).toEqual(['0:<a n="1"/>']);
    expect(noisy.noise).toBeGreaterThan(16_000);
  });

  it("survives 20,000 mutated streams, and reads on in a sane one", () => {
    const random = seededRandom(6);
    for (let round = 0; round < 20_000; round += 1) {
      const heard = framer();
      const broken = mutate(stream, random);
      const cut = Math.floor(random() * broken.length);
      heard.framer.push(broken.subarray(0, cut));
      heard.framer.push(broken.subarray(cut));
      expect(heard.framer.noise).toBeLessThanOrEqual(broken.length);
      if (heard.tooLarge > 0 || round % 50 > 0) continue;
      // It may wait for a body of 64 KiB that a broken length promises, and for no more.
      heard.framer.push(Buffer.concat(Array.from({ length: 3_000 }, (_, index) => packet(index))));
      expect(heard.things.at(-1)).toBe('0:<a n="2999"/>');
    }
  });
});
