import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { everything, lines, opensAt, tinyScene } from "../../test/tiny-scene.ts";
import { describeIssue } from "./index.ts";

const { scan, passage, weights, poses, detections } = lines;

async function readAll(content: readonly string[] | Uint8Array, chunk?: number) {
  const { scene, found } = await tinyScene(content, chunk);
  const readings = await everything(scene);
  return { readings, found, issues: scene.issues };
}

describe("the readings of a scene", () => {
  it("are typed payloads in order of arrival", async () => {
    const { readings, found } = await readAll([scan(0), passage(10), weights(20), poses(30), detections(40)]);
    expect(found).toEqual([]);
    expect(readings.map(({ kind, reading }) => [kind, reading.type])).toEqual([
      ["barcode-scanner", "scan"],
      ["turnstile", "passage"],
      ["weight-shelf", "weights"],
      ["camera", "poses"],
      ["camera", "detections"],
    ]);
    expect(readings[1]).toEqual({
      receivedAt: opensAt + 10,
      device: "gate-1",
      kind: "turnstile",
      reading: { type: "passage", at: opensAt + 10, data: { phase: "completed", direction: "in" } },
    });
  });

  it("hold weights in one array, sample by sample, with NaN for a dead plate", async () => {
    const { readings } = await readAll([weights(0)]);
    expect(readings[0]?.reading.data).toEqual({
      grams: Float32Array.of(100, 200, 101, Number.NaN),
      samples: 2,
      plates: 2,
      dt: 40,
    });
  });

  it("leave out a head or wrists that the line calls null", async () => {
    const objects = [{ score: 1, box: [0, 0, 1, 1], head: null, wrists: [null, [3, 4]] }];
    const { readings, found } = await readAll([detections(0, { objects })]);
    expect(found).toEqual([]);
    expect(readings[0]?.reading.data).toEqual({ objects: [{ score: 1, box: [0, 0, 1, 1], wrists: [[3, 4]] }] });
  });

  it("are the same whatever the chunks of the file are", async () => {
    const content = Array.from({ length: 40 }, (_, i) =>
      i % 2 === 0 ? weights(i) : scan(i, { data: `MEMBRE-é${i}` }),
    );
    const whole = await readAll(content, 100_000);
    expect(whole.readings).toHaveLength(40);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 300 }), async (chunk) => {
        expect((await readAll(content, chunk)).readings).toEqual(whole.readings);
      }),
      { numRuns: 10 },
    );
  });

  it("are the same in a second pass, whose issues are counted anew", async () => {
    const { scene } = await tinyScene([scan(0), "{", scan(2)]);
    const first = await everything(scene);
    expect(await everything(scene)).toEqual(first);
    expect(scene.issues).toEqual({ total: 1, byProblem: { "malformed-line": 1 } });
  });

  it("pass over blank lines and a missing newline at the end", async () => {
    const { readings, found } = await readAll(gzipSync(`\n${scan(0)}\n\r\n  \n${scan(1)}`));
    expect(readings).toHaveLength(2);
    expect(found).toEqual([]);
  });

  it("may be none at all", async () => {
    expect((await readAll([])).readings).toEqual([]);
  });
});

describe("a line that is not right is reported and skipped:", () => {
  it.each([
    ["not JSON", "not json", "", "malformed-line", /a JSON object/],
    ["a NaN token", '{"rx":NaN}', "", "malformed-line", /a JSON object/],
    ["a list", "[1]", "", "malformed-line", /got \[1\]/],
    ["no rx", scan(1).replace('"rx"', '"xr"'), "rx", "wrong-field", /got nothing/],
    ["a text for rx", scan(1, { rx: "soon" }), "rx", "wrong-field", /got "soon"/],
    ["an rx beyond all numbers", scan(1).replace(/"rx":\d+/, '"rx":1e999'), "rx", "wrong-field", /got Infinity/],
    ["no t", scan(1, { t: undefined }), "t", "wrong-field", /got nothing/],
    ["no device", scan(1, { device: undefined }), "device", "wrong-field", /got nothing/],
    ["an unknown device", scan(1, { device: "scanner-9" }), "device", "unknown-device", /got "scanner-9"/],
    ["an unknown kind", scan(1, { kind: "smell" }), "kind", "unknown-kind", /one of weights, .* got "smell"/],
    [
      "a kind of another device",
      scan(1, { kind: "weights" }),
      "kind",
      "unknown-kind",
      /expected scan, as scanner-1 is a barcode-scanner, got "weights"/,
    ],
    ["a scan without data", scan(1, { data: "" }), "data", "wrong-field", /got ""/],
    [
      "a direction from nowhere",
      passage(1, { direction: "up" }),
      "direction",
      "wrong-field",
      /"in" or "out", got "up"/,
    ],
    [
      "too few plates in one sample",
      weights(1, { grams: [[1, 2], [1]] }),
      "grams[1]",
      "wrong-field",
      /expected 2 plates, as shelf g1 has, got 1 values/,
    ],
    ["no samples", weights(1, { grams: [] }), "grams", "wrong-field", /at least one sample/],
    [
      "a weight that is text",
      weights(1, { grams: [[1, "2"]] }),
      "grams[0][1]",
      "wrong-field",
      /finite grams or null, got "2"/,
    ],
    ["a weight beyond all numbers", weights(1, { grams: [[1, 1e300]] }), "grams[0][1]", "wrong-field", /got 1e\+300/],
    ["no dt", weights(1, { dt: undefined }), "dt", "wrong-field", /got nothing/],
    ["a dt of 0", weights(1, { dt: 0 }), "dt", "wrong-field", /above 0, got 0/],
    ["no objects", poses(1, { objects: null }), "objects", "wrong-field", /a list of objects, got null/],
    ["an object that is none", poses(1, { objects: [3] }), "objects[0]", "wrong-field", /an object, got 3/],
    [
      "a pose without a head",
      poses(1, { objects: [{ score: 1 }] }),
      "objects[0].head",
      "wrong-field",
      /\[x, y, z\] in metres, got nothing/,
    ],
    [
      "a head in two dimensions",
      poses(1, { objects: [{ score: 1, head: [1, 2] }] }),
      "objects[0].head",
      "wrong-field",
      /got \[1,2\]/,
    ],
    [
      "a box of three numbers",
      detections(1, { objects: [{ score: 1, box: [1, 2, 3] }] }),
      "objects[0].box",
      "wrong-field",
      /\[left, top, width, height\] in pixels, got \[1,2,3\]/,
    ],
    [
      "a box with a hole",
      detections(1, { objects: [{ score: 1, box: [1, 2, 3, null] }] }),
      "objects[0].box",
      "wrong-field",
      /got \[1,2,3,null\]/,
    ],
    [
      "a box turned inside out",
      detections(1, { objects: [{ score: 1, box: [1, 2, -3, 4] }] }),
      "objects[0].box",
      "wrong-field",
      /0 or more/,
    ],
    [
      "a score above 1",
      detections(1, { objects: [{ score: 2, box: [1, 2, 3, 4] }] }),
      "objects[0].score",
      "wrong-field",
      /from 0 to 1, got 2/,
    ],
    [
      "a wrist that is no point",
      detections(1, { objects: [{ score: 1, box: [1, 2, 3, 4], wrists: [[1, 2], [1]] }] }),
      "objects[0].wrists[1]",
      "wrong-field",
      /got \[1\]/,
    ],
  ] as const)("%s", async (_, bad, field, problem, message) => {
    const { readings, found, issues } = await readAll([scan(0), bad, scan(2)]);
    expect(readings.map(({ receivedAt }) => receivedAt - opensAt)).toEqual([0, 2]);
    expect(found).toEqual([expect.objectContaining({ file: "readings.jsonl.gz", line: 2, field, problem })]);
    expect(describeIssue(found[0]!)).toMatch(message);
    expect(issues).toEqual({ total: 1, byProblem: { [problem]: 1 } });
  });

  it("one that is too long, whatever comes after it", async () => {
    const long = `{"pad":"${"x".repeat(9 * 1024 * 1024)}"}`;
    const { readings, found } = await readAll([scan(0), long, scan(2)], 100_000);
    expect(readings).toHaveLength(2);
    expect(found).toEqual([expect.objectContaining({ line: 2, problem: "malformed-line", got: "a longer one" })]);
  });
});
