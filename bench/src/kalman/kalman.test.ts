import { describe, expect, it } from "vitest";
import { farthestApart, ours, type Script, scriptOf, withKalmanFilter, withMlMatrix } from "./index.ts";

const script = scriptOf(60, 3);

describe("following one person", () => {
  it("comes to the same with every filter where the model is the same", () => {
    expect(farthestApart(ours, script)).toBe(0);
    expect(farthestApart(withMlMatrix, script)).toBeLessThan(1e-9);
    expect(farthestApart(withKalmanFilter, script)).toBeLessThan(1e-9);
  });

  it("would show a filter that is told another measurement", () => {
    const [first, ...others] = script.steps;
    const other: Script = { ...script, steps: [{ ...first!, z: [first!.z[0] + 0.01, first!.z[1]] }, ...others] };
    expect(farthestApart(withMlMatrix, other)).toBeGreaterThan(1e-6);
  });
});
