import { AisleError } from "@aisle/sdk";
import { describe, expect, it } from "vitest";
import { errorExitCode } from "./exit-codes.ts";
import { errorLines } from "./print-error.ts";

describe("an error as a person reads it", () => {
  it("says what happened and what mends it, without a stack", () => {
    const error = new AisleError("scene-not-found", "no scene at x", {
      category: "input",
      remedy: "name another",
      cause: new TypeError("y"),
    });
    expect(errorLines(error)).toEqual([
      "aisle: no scene at x",
      "  to mend it: name another",
      "  code: scene-not-found",
    ]);
    expect(errorLines(new AisleError("a", "b", { category: "device" }))).toEqual(["aisle: b", "  code: a"]);
  });

  it("shows the stack of what nobody expected, and anything that was thrown", () => {
    expect(errorLines(new TypeError("x is undefined")).join("\n")).toMatch(/TypeError: x is undefined\n +at /);
    expect(errorLines(undefined)[1]).toBe("undefined");
  });
});

describe("the exit code of an error", () => {
  it("is 2 where the caller can mend it and 1 for everything else", () => {
    const code = (category: "usage" | "settings" | "input" | "device" | "internal"): number =>
      errorExitCode(new AisleError("x", "x", { category }));
    expect([code("usage"), code("settings"), code("input")]).toEqual([2, 2, 2]);
    expect([code("device"), code("internal"), errorExitCode(new TypeError("x"))]).toEqual([1, 1, 1]);
  });
});
