import { describe, expect, it } from "vitest";
import type { Difficulty, SimulationSettingsInput } from "./settings.ts";
import { createSimulation } from "./simulation.ts";

const startsAt = Date.UTC(2030, 0, 7, 8);
/** Nothing arrives late, twice or not at all, so that what was said can be compared. */
const certain = { lateReadings: 0, duplicateReadings: 0 };

/** What the devices of some kinds said, without when it arrived; the store itself may be known differently. */
function said(kinds: readonly string[], difficulty: Partial<Difficulty>, input: SimulationSettingsInput = {}): string {
  const simulation = createSimulation({
    seed: 14,
    startsAt,
    until: startsAt + 30_000,
    aisles: 1,
    sensors: "both",
    ...input,
    difficulty: { ...certain, ...difficulty },
  });
  const lines: string[] = [];
  for (const batch of simulation.readings())
    for (const { device, kind, reading } of batch)
      if (kinds.includes(kind) && (reading.at ?? 0) < startsAt + 28_000)
        lines.push(JSON.stringify({ device, reading }));
  return lines.sort().join("\n");
}

const [shelves, eyes, gates] = ["weight-shelf", "camera", "turnstile"] as const;

describe("a difficulty that is switched on", () => {
  it.each<readonly [string, Partial<Difficulty>, readonly string[]]>([
    ["creep", { creep: 3 }, [eyes, gates]],
    ["rattling gondolas", { rattling: 1 }, [eyes, gates]],
    ["absent controllers", { absentControllers: 1, restarts: 1 }, [eyes, gates]],
    ["swapped ids", { swappedIds: 1 }, [shelves, gates]],
    ["noise of a pose sensor", { poseNoise: 0.3 }, [shelves, gates]],
    ["a wrong calibration", { calibrationDegrees: 1, calibrationMetres: 0.1 }, [shelves, eyes, gates]],
    ["late passages", { latePassages: 1 }, [shelves, eyes, gates]],
    ["double passages", { doublePassages: 1 }, [shelves, eyes]],
    ["double scans", { doubleScans: 1 }, [shelves, eyes, gates]],
  ])("changes nothing that others draw: %s", (_, difficulty, untouched) => {
    expect(said(untouched, difficulty)).toBe(said(untouched, {}));
  });

  it("changes what it is about", () => {
    expect(said([shelves], { rattling: 1 })).not.toBe(said([shelves], {}));
    expect(said([eyes], { swappedIds: 1 })).not.toBe(said([eyes], {}));
    expect(said([gates], { doublePassages: 1 })).not.toBe(said([gates], {}));
  });

  it("leaves a store with wrong weights in its catalogue as it is", () => {
    expect(said([shelves, eyes, gates], {}, { wrongWeights: 1 })).toBe(said([shelves, eyes, gates], {}));
  });
});
