import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";
import { openScene, writeScene } from "../scene/index.ts";
import { recordSimulation } from "./record.ts";

const startsAt = Date.UTC(2030, 0, 7, 8);
const scorer = resolve(import.meta.dirname, "../../../../../shared/scenes/score.mjs");

describe("a recording of a simulated store", () => {
  it("is whole: everybody has left, every receipt is closed, every path goes in and out", () => {
    const { truth, readings } = recordSimulation({ seed: 4, startsAt }, { seconds: 30 });
    const persons = truth.receipts.flatMap((receipt) => receipt.persons);
    expect(new Set(persons).size).toBe(persons.length);
    expect([...persons].sort()).toEqual(Object.keys(truth.paths).sort());
    for (const receipt of truth.receipts)
      expect(receipt.exitedAt).toBeLessThan(readings.at(-1)?.at(-1)?.receivedAt ?? 0);
    for (const path of Object.values(truth.paths)) {
      const xs = path.map(([, x]) => x);
      expect(xs[0]).toBeLessThan(0);
      expect(xs.at(-1)).toBeLessThan(0);
      expect(Math.max(...xs)).toBeGreaterThan(1);
    }
    expect(
      truth.interactions.every((hand, index) => index === 0 || hand.t >= (truth.interactions[index - 1]?.t ?? 0)),
    ).toBe(true);
  });

  it("can be written as a scene and read again", async () => {
    const { store, truth, readings } = recordSimulation(
      { seed: 4, startsAt, aisles: 1, bays: 1, groups: 0 },
      { seconds: 5 },
    );
    const folder = await mkdtemp(join(tmpdir(), "simulated-"));
    try {
      await writeScene(folder, store, readings, truth);
      const scene = await openScene(folder);
      expect(scene.store).toEqual(store);
      let detections = 0;
      for await (const batch of scene.readings())
        detections += batch.filter(({ reading }) => reading.type === "detections").length;
      expect(detections).toBe(readings.flat().filter(({ reading }) => reading.type === "detections").length);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it.skipIf(!existsSync(scorer))("has a truth on which a perfect answer scores full marks", async () => {
    const { truth } = recordSimulation({ seed: 4, startsAt }, { seconds: 30 });
    const { scoreOne } = (await import(pathToFileURL(scorer).href)) as {
      scoreOne: (
        truth: unknown,
        got: unknown,
      ) => { tp: number; fp: number; fn: number; exact: number; sessions: number };
    };
    const score = scoreOne(truth, { receipts: truth.receipts });
    expect(score.tp).toBeGreaterThan(5);
    expect(score).toMatchObject({ fp: 0, fn: 0, exact: truth.receipts.length, sessions: truth.receipts.length });
  });
});
