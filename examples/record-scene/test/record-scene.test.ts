import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { openScene } from "@aisle/drivers-mock";
import { afterEach, beforeEach, expect, it } from "vitest";
import { recordScene } from "../src/main.ts";

let folder: string;
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), "aisle-record-"));
});
afterEach(() => fs.rmSync(folder, { recursive: true }));

it("records a scene that opens without a wrong line, the same bytes each time", async () => {
  const [first, second] = [path.join(folder, "a"), path.join(folder, "b")];
  expect(await recordScene(first, { seed: 5, seconds: 5 })).toBeGreaterThan(0);
  await recordScene(second, { seed: 5, seconds: 5 });
  for (const file of ["store.json", "readings.jsonl.gz", "truth.json"]) {
    expect(fs.readFileSync(path.join(second, file)).equals(fs.readFileSync(path.join(first, file)))).toBe(true);
  }
  const scene = await openScene(first);
  let readings = 0;
  for await (const batch of scene.readings()) readings += batch.length;
  expect(readings).toBeGreaterThan(500);
  expect(scene.issues.total).toBe(0);
});
