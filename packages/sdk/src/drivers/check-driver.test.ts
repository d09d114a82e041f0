import { describe, expect, it } from "vitest";
import { z } from "zod";
import { driverProblem } from "./check-driver.ts";

const driver = {
  id: "acme",
  kind: "camera",
  transport: "tcp",
  settings: z.strictObject({}),
  liveness: "unwatched",
  open: () => undefined,
};

describe("looking at what a module calls a driver", () => {
  it("finds nothing wrong with a driver", () => {
    expect(driverProblem(driver)).toBeUndefined();
  });

  it.each([
    ["nothing", undefined, "defineDriver"],
    ["a number", 7, "defineDriver"],
    ["no id", { ...driver, id: undefined }, '"id"'],
    ["an empty kind", { ...driver, kind: "" }, '"kind"'],
    ["settings that are no schema", { ...driver, settings: {} }, "Standard Schema"],
    ["no liveness", { ...driver, liveness: undefined }, "liveness"],
    ["no open", { ...driver, open: "later" }, '"open"'],
  ])("says what is wrong with %s", (_what, value, expected) => {
    expect(driverProblem(value)).toContain(expected);
  });
});
