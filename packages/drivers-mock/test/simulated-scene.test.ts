import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createSimulation, openScene, recordSimulation, type SceneIssue, writeScene } from "../src/index.ts";
import { play } from "./playing.ts";
import { everything, opensAt } from "./tiny-scene.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "aisle-simulated-"));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

describe("a simulated store", () => {
  it("can be written as a scene, which reads back without an issue", async () => {
    const { store, readings, truth } = recordSimulation({ seed: 5, startsAt: opensAt }, { seconds: 5 });
    const { written, leftOut } = await writeScene(folder, store, readings, truth);
    expect(written + leftOut).toBe(readings.flat().length);
    const found: SceneIssue[] = [];
    const scene = await openScene(folder, { onIssue: (issue) => found.push(issue) });
    // JSON knows no -0.
    expect(scene.store).toEqual(JSON.parse(JSON.stringify(store)));
    expect(await everything(scene)).toHaveLength(written);
    expect(found).toEqual([]);
  });

  it("plays through a hub with every device online and nothing dropped", async () => {
    const source = createSimulation({ seed: 5, startsAt: opensAt, until: opensAt + 10_000 });
    const { readings, statuses, summary } = await play(source);
    expect(summary.dropped).toBe(0);
    expect(readings).toHaveLength(summary.readings);
    const online = new Set(statuses.filter(({ status }) => status.state === "online").map(({ device }) => device));
    expect(online.size).toBe(new Set(statuses.map(({ device }) => device)).size);
  });
});
