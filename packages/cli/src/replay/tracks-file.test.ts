import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { createTracksFile } from "./tracks-file.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "aisle-tracks-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

it("writes where everybody is five times a second of event time, however the engine goes on", () => {
  const path = join(folder, "tracks.jsonl");
  const file = createTracksFile(path, "--tracks");
  const asked: number[] = [];
  const engine = (at: number) => ({
    at,
    people: (when = at) => {
      asked.push(when);
      return [{ id: 7, x: when / 1_000, y: 2, deviation: 0.1, session: null }];
    },
  });
  for (const at of [Number.NEGATIVE_INFINITY, 1_010, 1_150, 1_200, 1_790, 60_001, 60_300]) file.advance(engine(at));
  file.commit();
  expect(asked).toEqual([1_200, 1_400, 1_600, 60_200]);
  expect(readFileSync(path, "utf8").split("\n")[0]).toBe('{"t":1200,"id":7,"x":1.200,"y":2.000}');
});
