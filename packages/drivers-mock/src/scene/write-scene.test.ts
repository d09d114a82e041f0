import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { everything, lines, opensAt, tinyScene } from "../../test/tiny-scene.ts";
import { openScene, type SceneReading, writeScene } from "./index.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "aisle-write-"));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

const { scan, passage, weights, poses, detections } = lines;
const truth = { receipts: [], interactions: [], paths: {}, t0: opensAt };

describe("a scene that was written", () => {
  it("reads back as the same store and readings", async () => {
    const { scene } = await tinyScene([scan(0), passage(10), weights(20), poses(30), detections(40)]);
    const before = await everything(scene);
    const path = join(folder, "round");
    expect(await writeScene(path, scene.store, [before], truth)).toEqual({ written: 5, leftOut: 0 });
    const again = await openScene(path);
    expect(again.store).toEqual(scene.store);
    expect(again).toMatchObject({ opensAt, closesAt: opensAt + 40 });
    expect(await everything(again)).toEqual(before);
    expect(JSON.parse(await readFile(join(path, "truth.json"), "utf8"))).toEqual(truth);
  });

  it("has the same bytes each time, and no mark of time or system in its gzip header", async () => {
    const { scene } = await tinyScene([scan(0), weights(20)]);
    await writeScene(join(folder, "a"), scene.store, scene.readings());
    await writeScene(join(folder, "b"), scene.store, scene.readings());
    const bytes = await readFile(join(folder, "a", "readings.jsonl.gz"));
    expect(await readFile(join(folder, "b", "readings.jsonl.gz"))).toEqual(bytes);
    expect([...bytes.subarray(4, 8), bytes[9]]).toEqual([0, 0, 0, 0, 255]);
  });

  it("rounds weights to 0.01 g and leaves out what the format has no word for", async () => {
    const { scene } = await tinyScene([weights(0, { grams: [[1.23456, null]] })]);
    const started: SceneReading = {
      receivedAt: opensAt,
      device: "gate-1",
      kind: "turnstile",
      reading: { type: "passage", data: { phase: "started", direction: "in" } },
    };
    const path = join(folder, "rounded");
    expect(await writeScene(path, scene.store, [[started], ...(await toArray(scene.readings()))])).toEqual({
      written: 1,
      leftOut: 1,
    });
    const text = gunzipSync(await readFile(join(path, "readings.jsonl.gz"))).toString();
    expect(JSON.parse(text)).toMatchObject({ kind: "weights", grams: [[1.23, null]], dt: 40 });
  });
});

async function toArray<T>(items: AsyncIterable<T>): Promise<readonly T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}
