import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ReadingOf } from "../readings/reading.ts";
import { fromJson, toExactJson, toJson } from "./payload-json.ts";
import { weightsFromProto, weightsSchema, weightsToProto } from "./payload-weights.ts";
import { readProto } from "./proto-bytes.ts";

const number = fc.oneof(
  fc.double().filter((value) => !Object.is(value, -0)),
  fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY),
);

describe("JSON payloads", () => {
  it("give back what a driver can say, with numbers that JSON does not know", () => {
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof(
        { maxDepth: 4 },
        number,
        fc.string(),
        fc.boolean(),
        fc.constant(null),
        fc.array(tie("tree"), { maxLength: 4 }),
        fc.dictionary(
          fc.string().filter((key) => key !== "__proto__"),
          tie("tree"),
          { maxKeys: 4, noNullPrototype: true },
        ),
      ),
    }));
    fc.assert(
      fc.property(tree, (value) => {
        expect(fromJson(toExactJson(value))).toEqual(value);
        expect(fromJson(toJson({ value }))).toEqual({ value });
      }),
    );
  });

  it("give back typed arrays of every type, and a Buffer as the bytes it is", () => {
    const values = [
      Uint8Array.of(1, 255),
      Int16Array.of(-5),
      Float32Array.of(1.5, Number.NaN),
      Float64Array.of(Math.PI),
      new Uint8Array(),
    ];
    expect(fromJson(toExactJson(values))).toEqual(values);
    expect(fromJson(toExactJson(Buffer.from("abc")))).toEqual(Uint8Array.of(97, 98, 99));
  });
});

describe("weights as Protocol Buffers", () => {
  const reading = fc
    .record({ plates: fc.integer({ min: 1, max: 40 }), samples: fc.integer({ min: 1, max: 5 }), flagged: fc.boolean() })
    .chain(({ plates, samples, flagged }) =>
      fc.record({
        at: fc.double({ noNaN: true, noDefaultInfinity: true }),
        receivedAt: fc.double({ min: 0, max: 8e15, noNaN: true }),
        run: fc.nat(),
        seq: fc.maxSafeNat(),
        data: fc.record({
          grams: fc.float32Array({ minLength: plates * samples, maxLength: plates * samples }),
          samples: fc.constant(samples),
          plates: fc.constant(plates),
          dt: fc.double({ min: 0.1, max: 1000, noNaN: true }),
          ...(flagged && { flags: fc.uint8Array({ minLength: plates, maxLength: plates }) }),
        }),
      }),
    );

  it("give back every bit", () => {
    fc.assert(
      fc.property(reading, (value) => {
        const bytes = weightsToProto(value as unknown as ReadingOf<"weight-shelf", "weights">);
        expect(weightsFromProto(bytes)).toEqual(value);
      }),
    );
  });

  it("are a RangeError and nothing worse when their bytes are wrong", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        try {
          weightsFromProto(bytes);
        } catch (error) {
          expect(error).toBeInstanceOf(RangeError);
        }
      }),
    );
  });

  it("come with the descriptor that viewers need, file, package and message by name", () => {
    const file = readProto(readProto(weightsSchema.data).get(1) as Uint8Array);
    const text = (field: number): string => Buffer.from(file.get(field) as Uint8Array).toString();
    expect([text(1), text(2), text(12)]).toEqual(["aisle/weights.proto", "aisle", "proto3"]);
    expect(Buffer.from(file.get(4) as Uint8Array).toString("latin1")).toContain("received_at");
  });
});
