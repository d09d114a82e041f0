import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { AisleError, isAisleError } from "./aisle-error.ts";
import { toAisleError } from "./normalise.ts";
import { isBlocking, toReason } from "./reason.ts";

const errno = (code: string): Error => Object.assign(new Error(`connect ${code} 10.0.0.9:4001`), { code });

describe("making one error of whatever was thrown", () => {
  it.each([
    ["ECONNREFUSED", "unreachable"],
    ["EHOSTUNREACH", "unreachable"],
    ["ENOTFOUND", "unreachable"],
    ["EACCES", "permission-denied"],
    ["EPERM", "permission-denied"],
    ["ENOENT", "device-gone"],
    ["ENXIO", "device-gone"],
    ["ECONNRESET", "device-gone"],
    ["EBUSY", "device-busy"],
    ["ETIMEDOUT", "timeout"],
  ])("reads %s as %s, worth trying again, with a remedy", (code, expected) => {
    const thrown = errno(code);
    const error = toAisleError(thrown);
    expect(error).toMatchObject({ code: expected, category: "transport", retryable: true, cause: thrown });
    expect(error.message).toBe(thrown.message);
    expect(error.remedy).toMatch(/\w/);
    expect(toReason(thrown)).toMatchObject({ code: expected, message: thrown.message });
    expect(isBlocking(toReason(thrown))).toBe(false);
  });

  it("reads the objects of libraries that throw no Error", () => {
    expect(toAisleError({ name: "TransactionTimedOutError", message: "Timed out", errno: "ETIMEDOUT" })).toMatchObject({
      code: "timeout",
      message: "Timed out",
    });
  });

  it("leaves an AisleError as it is, also one of another copy of the package", () => {
    const own = new AisleError("x", "y", { category: "device" });
    expect(toAisleError(own)).toBe(own);
    const foreign = Object.defineProperty({ code: "x" }, Symbol.for("aisle.error"), { value: true });
    expect(toAisleError(foreign)).toBe(foreign);
  });

  it.each([
    ["a string", "port is gone", "port is gone"],
    ["nothing", undefined, "nothing"],
    ["null", null, "null"],
    ["a plain object", { why: "because" }, '{"why":"because"}'],
    ["an Error without words", new TypeError(""), "TypeError"],
    ["a symbol", Symbol("s"), "Symbol(s)"],
  ])("calls %s a driver's bug and shows it", (_name, thrown, shown) => {
    const error = toAisleError(thrown);
    expect(error).toMatchObject({ code: "driver-bug", category: "driver" });
    expect(error.message).toContain(shown);
  });

  it("never throws and never gives a long message, whatever it gets", () => {
    const hostile = new Proxy({}, { get: () => fail(), has: () => fail() });
    const circular: { self?: unknown } = {};
    circular.self = circular;
    for (const thrown of [hostile, circular, 10n, () => 1]) expect(isAisleError(toAisleError(thrown))).toBe(true);
    fc.assert(
      fc.property(fc.anything(), (thrown) => {
        expect(toAisleError(thrown).message.length).toBeLessThan(600);
      }),
    );
  });
});

describe("the status reason of an error", () => {
  it.each(["auth-failed", "settings-invalid", "sdk-incompatible", "module-missing"])(
    "blocks the device for %s",
    (code) => {
      const reason = toReason(new AisleError(code, "m", { category: "device", remedy: "r" }));
      expect(reason).toEqual({ code, message: "m", remedy: "r" });
      expect(isBlocking(reason)).toBe(true);
    },
  );

  it("goes by the category where the code is the driver's own", () => {
    const reasonOf = (category: "device" | "transport" | "settings") =>
      toReason(new AisleError("acme-7", "m", { category })).code;
    expect([reasonOf("device"), reasonOf("transport"), reasonOf("settings")]).toEqual([
      "hardware-fault",
      "unreachable",
      "settings-invalid",
    ]);
  });
});

function fail(): never {
  throw new RangeError("looked at");
}
