import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { AisleError, errorCategories, isAisleError } from "./aisle-error.ts";
import { fromErrorRecord, toErrorRecord } from "./error-record.ts";

const words = fc.string({ maxLength: 40 });
const anyError = fc
  .record({
    code: fc.stringMatching(/^[a-z]+(-[a-z]+)*$/),
    message: words,
    category: fc.constantFrom(...errorCategories),
    retryable: fc.boolean(),
    remedy: fc.option(words, { nil: undefined }),
    problems: fc.array(fc.record({ path: fc.array(fc.oneof(words, fc.nat())), message: words }), { maxLength: 3 }),
  })
  .map(({ code, message, remedy, ...rest }) => new AisleError(code, message, { ...rest, ...(remedy && { remedy }) }));

const crossed = (thrown: unknown): AisleError => fromErrorRecord(structuredClone(toErrorRecord(thrown)));

describe("an error that crosses to another process", () => {
  it("arrives as it was sent, over structured clone and over JSON", () => {
    fc.assert(
      fc.property(anyError, (error) => {
        for (const back of [crossed(error), fromErrorRecord(JSON.parse(JSON.stringify(toErrorRecord(error))))]) {
          expect(isAisleError(back)).toBe(true);
          expect(Object.entries(back)).toEqual(Object.entries(error));
          expect([back.message, back.stack]).toEqual([error.message, error.stack]);
        }
      }),
    );
  });

  it("brings its causes, those of libraries too", () => {
    const refused = Object.assign(new TypeError("connect ECONNREFUSED"), { code: "ECONNREFUSED" });
    const inner = new AisleError("unreachable", "nobody there", { category: "transport", cause: refused });
    const back = crossed(new AisleError("acme-7", "gave up", { category: "device", cause: inner }));
    expect(back.cause).toMatchObject({ code: "unreachable", category: "transport" });
    expect(isAisleError(back.cause)).toBe(true);
    expect((back.cause as Error).cause).toMatchObject({ name: "TypeError", code: "ECONNREFUSED" });
    expect(isAisleError((back.cause as Error).cause)).toBe(false);
  });

  it("is cut where its causes are a ring or its words are endless", () => {
    const ring = new AisleError("ring", "x".repeat(9_999), { category: "device" });
    Object.assign(ring, { cause: ring });
    let depth = 0;
    for (let at: unknown = crossed(ring); at instanceof Error; at = at.cause) {
      expect(at.message).toHaveLength(2_000);
      depth += 1;
    }
    expect(depth).toBe(6);
  });

  it("is a driver's bug when no error was thrown, or no record came", () => {
    expect(crossed("port gone")).toMatchObject({ code: "driver-bug", message: "port gone" });
    expect(fromErrorRecord(undefined)).toMatchObject({ code: "driver-bug", category: "driver" });
  });

  it("never throws, whatever is thrown and whatever comes", () => {
    const hostile = new Proxy(new AisleError("x", "y", { category: "device" }), { get: () => hostileGet() });
    for (const thrown of [hostile, { cause: hostile, message: "m" }]) expect(isAisleError(crossed(thrown))).toBe(true);
    fc.assert(
      fc.property(fc.anything(), (value) => {
        expect(isAisleError(crossed(value)) && isAisleError(fromErrorRecord(value))).toBe(true);
      }),
    );
  });
});

function hostileGet(): never {
  throw new RangeError("looked at");
}
