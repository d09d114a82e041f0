import { seededRandom } from "@aisle/sdk";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { writeFrame } from "../../test/simulator/framing.ts";
import { SimulatedUnit } from "../../test/simulator/unit.ts";
import { AnswerScanner } from "./answer-scanner.ts";
import { type Codec, loadCodec } from "./codec.ts";
import { type ExpectedAnswer, expectRtu, expectTcp, toRtuFrame } from "./expected-answer.ts";
import type { ModbusRequest } from "./request.ts";

const codec: Codec = loadCodec();
const requests: readonly ModbusRequest[] = [
  { verb: "read", table: "input", unit: 3, address: 4, count: 40 },
  { verb: "read", table: "coils", unit: 3, address: 0, count: 13 },
  { verb: "write", table: "holding", unit: 3, address: 0, values: [1, 2] },
  { verb: "write", table: "coils", unit: 3, address: 1, values: [1] },
];

interface Case {
  readonly name: string;
  readonly request: ModbusRequest;
  readonly expected: ExpectedAnswer;
  readonly answer: Uint8Array;
}

const cases: readonly Case[] = requests.flatMap((request) =>
  [true, false].map((tcp) => {
    const frame = codec.encode(request).slice();
    const pdu = new SimulatedUnit(request.unit).answer(frame.slice(1, -2));
    const answer = writeFrame({ unit: request.unit, pdu, transaction: 513 }, tcp);
    const expected = tcp ? expectTcp(request, frame, 513) : expectRtu(request, frame);
    return { name: `${request.verb} ${request.table} over ${tcp ? "tcp" : "rtu"}`, request, expected, answer };
  }),
);

const mutations = 20_000;

function scan(expected: ExpectedAnswer, chunks: readonly Uint8Array[]): Uint8Array | undefined {
  const scanner = new AnswerScanner();
  scanner.expect(expected);
  for (const chunk of chunks) {
    const answer = scanner.push(chunk);
    if (answer !== undefined) return answer;
  }
  return undefined;
}

describe.each(cases)("what comes as an answer to $name", ({ request, expected, answer }) => {
  it("is found wherever it is cut and whatever lies around it", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 600 }), fc.array(fc.nat(700), { maxLength: 5 }), (noise, cuts) => {
        const all = Uint8Array.of(...noise, ...answer, 1, 2, 3);
        const places = [0, ...cuts.toSorted((a, b) => a - b), all.length];
        const chunks = places.slice(1).map((end, n) => all.slice(places[n], end));
        expect(scan(expected, chunks)).toEqual(answer);
      }),
    );
  });

  it("is never another one's: not of another unit, function, length or, over TCP, transaction", () => {
    const header = expected.header;
    for (const at of [header, header + 1, header + 2, ...(header > 0 ? [0, 1, 2, 3, 4, 5] : [])]) {
      for (const bit of [1, 2, 4, 8, 16, 32, 64]) {
        const wrong = answer.slice();
        wrong[at]! ^= bit;
        expect(scan(expected, [wrong])).toBeUndefined();
      }
    }
  });

  it("is held no longer than one frame, and found right after a beginning without an end", () => {
    const scanner = new AnswerScanner();
    scanner.expect(expected);
    const beginning = answer.slice(0, -1);
    // TCP loses no bytes, and has no checksum: what was cut off there is of another transaction.
    if (!expected.crc) beginning[1]! ^= 1;
    for (let n = 0; n < 1_000; n += 1) scanner.push(beginning);
    const pushed = 1_000 * (answer.length - 1);
    expect(pushed - scanner.dropped).toBeLessThan(262);
    expect(scanner.push(answer)).toEqual(answer);
  });

  it("gives no exception, no hang and no growth in any of 20,000 mutated frames, and the codec reads what is found", () => {
    const random = seededRandom(answer.length);
    const some = (most: number): number => Math.floor(random() * most);
    const scanner = new AnswerScanner();
    let found = 0;
    for (let n = 0; n < mutations; n += 1) {
      const frame = answer.slice(0, some(8) === 0 ? some(answer.length) : answer.length);
      for (let hits = some(3); hits > 0 && frame.length > 0; hits -= 1) frame[some(frame.length)] = some(256);
      codec.encode(request);
      scanner.expect(expected);
      const before = scanner.dropped;
      const taken = scanner.push(frame);
      if (taken === undefined) {
        expect(frame.length - (scanner.dropped - before)).toBeLessThan(262);
        continue;
      }
      found += 1;
      const read = codec.decode(expected.crc ? taken : toRtuFrame(taken, expected.header));
      if ("values" in read && request.verb === "read") expect(read.values.length).toBeGreaterThanOrEqual(request.count);
    }
    expect(found).toBeGreaterThan(mutations / 5);
    expect(found).toBeLessThan(mutations);
  });
});
