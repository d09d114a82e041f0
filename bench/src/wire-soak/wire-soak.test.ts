import { describe, expect, it } from "vitest";
import { held, reportSoak } from "./soak-result.ts";
import { soakInVirtualTime } from "./virtual-soak.ts";

describe("the demo store over the wire", () => {
  it("invents nothing, mixes nothing up and accounts for every loss in three minutes with 60 faults", async () => {
    const result = await soakInVirtualTime({ hours: 0.05, faults: 60, seed: 1 });
    expect(held(result, 60), reportSoak(result).join("\n")).toBe(true);
    const delivered = new Map(
      result.verdicts.map((verdict) => [`${verdict.device} ${verdict.what}`, verdict.delivered]),
    );
    // A soak in which nothing was said would prove nothing.
    for (const what of ["scanner-1 scans", "gate-1 passages in", "gate-2 passages out", "cam-1 frames", "g1 weights"]) {
      expect(delivered.get(what), what).toBeGreaterThan(0);
    }
    expect(Object.values(result.losses).some((losses) => losses > 0)).toBe(true);
  }, 60_000);
});
