import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { everything, lines, opensAt, tinyStore } from "../../test/tiny-scene.ts";
import { openScene, type SceneIssue } from "./index.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "aisle-scene-"));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

async function write(name: string, files: Readonly<Record<string, string | Uint8Array>>): Promise<string> {
  const path = join(folder, name);
  await mkdir(path);
  for (const [file, content] of Object.entries(files)) await writeFile(join(path, file), content);
  return path;
}

describe("opening a scene", () => {
  it("gives the store, its times and its readings", async () => {
    const path = await write("good", {
      "store.json": JSON.stringify(tinyStore),
      "readings.jsonl.gz": gzipSync(lines.scan(5)),
    });
    const scene = await openScene(path);
    expect(scene).toMatchObject({ name: "good", startsAt: opensAt, opensAt, closesAt: opensAt + 60_000 });
    expect(scene.store.shelves[0]?.plates).toHaveLength(2);
    expect(await everything(scene)).toHaveLength(1);
  });

  it("says what was looked for when there is no such folder", async () => {
    await expect(openScene(join(folder, "nowhere"))).rejects.toMatchObject({
      code: "scene-not-found",
      message: expect.stringMatching(
        /there is no folder .*nowhere; expected a folder with store.json and readings.jsonl.gz/,
      ) as string,
    });
  });

  it("names the file that is missing", async () => {
    const noReadings = await write("no-readings", { "store.json": JSON.stringify(tinyStore) });
    const noStore = await write("no-store", { "readings.jsonl.gz": gzipSync("") });
    await expect(openScene(noReadings)).rejects.toMatchObject({
      code: "scene-not-found",
      message: expect.stringContaining(join(noReadings, "readings.jsonl.gz")) as string,
    });
    await expect(openScene(noStore)).rejects.toMatchObject({
      code: "scene-not-found",
      message: expect.stringContaining(join(noStore, "store.json")) as string,
    });
  });

  it("refuses a file in place of a folder", async () => {
    const path = await write("a-file", { "store.json": "{}" });
    await expect(openScene(join(path, "store.json"))).rejects.toMatchObject({
      code: "scene-not-found",
      message: expect.stringContaining("is not a folder") as string,
    });
  });

  it("names file and line of what is wrong with the store", async () => {
    const text = JSON.stringify({ ...tinyStore, currency: "euro" }, undefined, 1);
    const path = await write("bad-store", { "store.json": text, "readings.jsonl.gz": gzipSync("") });
    await expect(openScene(path)).rejects.toMatchObject({
      code: "store-model-invalid",
      message: expect.stringContaining(`${join(path, "store.json")}:4 currency: expected an ISO 4217 code`) as string,
    });
  });
});

const scenes = new URL("../../../../../shared/scenes/", import.meta.url);

describe("the shared scenes", () => {
  it.skipIf(!existsSync(scenes))("are read without a single issue", { timeout: 120_000 }, async () => {
    const names = (await readdir(scenes, { withFileTypes: true })).filter((entry) => entry.isDirectory());
    expect(names.length).toBeGreaterThan(0);
    for (const { name } of names) {
      const found: SceneIssue[] = [];
      const scene = await openScene(fileURLToPath(new URL(`${name}/`, scenes)), {
        onIssue: (issue) => found.push(issue),
      });
      let count = 0;
      for await (const batch of scene.readings()) count += batch.length;
      expect({ name, found, some: count > 100 }).toEqual({ name, found: [], some: true });
    }
  });
});
