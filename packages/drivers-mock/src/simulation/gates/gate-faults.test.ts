import { describe, expect, it } from "vitest";
import { createChance } from "../chance/index.ts";
import { createDelivery } from "../delivery/index.ts";
import { planFloor } from "../layout/index.ts";
import { resolveSettings, type SimulationSettingsInput } from "../settings.ts";
import { createGate } from "./gate.ts";

/** Scans once and lets one person in, and gives everything that was said. */
function oneVisit(difficulty: SimulationSettingsInput["difficulty"]) {
  const settings = resolveSettings({ difficulty: { lateReadings: 0, duplicateReadings: 0, ...difficulty } });
  const delivery = createDelivery(settings.difficulty, createChance(1));
  const [place] = planFloor(1, 1).gates;
  if (place === undefined) throw new TypeError("no gate");
  const gate = createGate(place, settings, delivery, createChance(2));
  gate.scan("MEMBER-1", 1_000);
  gate.passage("started", "in", 2_000);
  gate.passage("completed", "in", 2_500);
  return delivery.take(Number.POSITIVE_INFINITY);
}

describe("a gate with faults", () => {
  it("says each thing once and soon without any", () => {
    const said = oneVisit({});
    expect(said.map(({ reading }) => reading.type)).toEqual(["scan", "passage", "passage"]);
    for (const { receivedAt, reading } of said) expect(receivedAt - (reading.at ?? 0)).toBeLessThan(150);
  });

  it("counts somebody twice, at times up to 0.4 s apart", () => {
    const times = oneVisit({ doublePassages: 1 }).flatMap(({ reading }) =>
      reading.type === "passage" && reading.data.phase === "completed" ? [reading.at ?? 0] : [],
    );
    expect(times).toHaveLength(2);
    const apart = (times[1] ?? 0) - (times[0] ?? 0);
    expect(apart).toBeGreaterThanOrEqual(50);
    expect(apart).toBeLessThanOrEqual(400);
  });

  it("reads a credential twice, 0.2 to 0.6 s apart", () => {
    const scans = oneVisit({ doubleScans: 1 }).filter(({ reading }) => reading.type === "scan");
    expect(scans).toHaveLength(2);
    const apart = (scans[1]?.reading.at ?? 0) - (scans[0]?.reading.at ?? 0);
    expect(apart).toBeGreaterThanOrEqual(200);
    expect(apart).toBeLessThanOrEqual(600);
  });

  it("is heard late, with the time at which it happened", () => {
    const late = oneVisit({ latePassages: 1 }).filter(({ reading }) => reading.type === "passage");
    expect(late).toHaveLength(2);
    for (const { receivedAt, reading } of late) expect(receivedAt - (reading.at ?? 0)).toBeGreaterThanOrEqual(290);
  });
});
