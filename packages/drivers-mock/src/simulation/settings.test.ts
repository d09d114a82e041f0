import { isAisleError } from "@aisle/sdk";
import { describe, expect, it } from "vitest";
import { resolveSettings, simulationSettings } from "./settings.ts";

describe("the settings of a simulated store", () => {
  it("may all be left out", () => {
    expect(resolveSettings({})).toMatchObject({ seed: 1, admission: "automatic", difficulty: { deadPlates: 0.01 } });
  });

  it("keep the other difficulties when one is given", () => {
    const { difficulty } = resolveSettings({ difficulty: { weightNoise: 3 } });
    expect(difficulty).toEqual({ ...resolveSettings({}).difficulty, weightNoise: 3 });
  });

  it("refuse a mistyped key and a value out of range, and name both", () => {
    let refusal: unknown;
    try {
      const written: object = { shopersPerMinute: 5, difficulty: { deadPlates: 2 } };
      resolveSettings(written);
    } catch (error) {
      refusal = error;
    }
    expect(isAisleError(refusal) && refusal.code).toBe("simulation-settings-invalid");
    expect(String(refusal)).toContain("shopersPerMinute");
    expect(String(refusal)).toContain("difficulty.deadPlates");
  });

  it("say what each of them means", () => {
    for (const schema of Object.values(simulationSettings.shape))
      if (schema !== simulationSettings.shape.difficulty) expect(schema.description?.length ?? 0).toBeGreaterThan(10);
  });
});
