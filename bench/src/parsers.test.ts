import { describe, expect, it } from "vitest";
import { failuresOf, runTarget } from "./parsers/run-target.ts";
import { targets } from "./parsers/targets/index.ts";

describe("5,000 mutated frames", () => {
  it.each(targets)("throw nothing, invent nothing and are got over: $name", async (target) => {
    expect(failuresOf(await runTarget(target, { frames: 5_000, seed: 1 }))).toEqual([]);
  });
});
