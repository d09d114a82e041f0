import { describe, expect, it } from "vitest";
import { createSimulation } from "../simulation.ts";
import { simulationPresets } from "./index.ts";

const startsAt = Date.UTC(2030, 0, 7, 8);

describe("the presets of difficulty", () => {
  it.each(Object.entries(simulationPresets))("%s makes a store that lives", (_, settings) => {
    const simulation = createSimulation({ ...settings, seed: 3, startsAt, until: startsAt + 8_000 });
    let readings = 0;
    for (const batch of simulation.readings()) readings += batch.length;
    expect(readings).toBeGreaterThan(200);
    expect(simulation.people().length).toBeGreaterThan(0);
  });
});
