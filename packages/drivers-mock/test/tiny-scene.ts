import { gzipSync } from "node:zlib";
import { openScene, type Scene, type SceneIssue, type SceneReading } from "../src/scene/index.ts";

/** When the tiny store opens. */
export const opensAt = 1_700_000_000_000;

const plate = (id: string, x: number) => ({ id, center: [x, 1, 0.5], size: [0.3, 0.4], facing: [0, -1] });
const identity = [
  [1, 0, 0],
  [0, 1, 0],
  [0, 0, 1],
];

/** A store with one device of each kind: `gate-1`, `scanner-1`, `cam-1`, `ceiling-1` and the shelf `g1` of two plates. */
export const tinyStore = {
  format: "store-scene/1",
  name: "tiny",
  currency: "EUR",
  opensAt,
  closesAt: opensAt + 60_000,
  floor: [
    [0, 0],
    [4, 0],
    [4, 3],
    [0, 3],
  ],
  gates: [{ id: "gate-1", at: [0, 1], inward: [1, 0], width: 0.9, scanner: "scanner-1" }],
  cameras: [
    {
      id: "cam-1",
      width: 640,
      height: 480,
      fps: 10,
      K: [
        [500, 0, 320],
        [0, 500, 240],
        [0, 0, 1],
      ],
      R: identity,
      t: [0, 0, 3],
    },
  ],
  ceilings: [{ id: "ceiling-1", fps: 15 }],
  shelves: [{ id: "g1", rateHz: 25, plates: [plate("g1/s1/p1", 1), plate("g1/s1/p2", 2)] }],
  products: [{ gtin: "4012345678901", name: "Tea", weight: 120, weightSd: 1, unitPrice: 249 }],
  planogram: [{ gtin: "4012345678901", plates: ["g1/s1/p1"] }],
};

/** Lines of the tiny store; `ms` is after opening. */
export const lines = {
  scan: (ms: number, more: object = {}) =>
    line(ms, "scanner-1", "scan", { symbology: "]Q1", data: "MEMBER-1", ...more }),
  passage: (ms: number, more: object = {}) => line(ms, "gate-1", "passage", { direction: "in", ...more }),
  weights: (ms: number, more: object = {}) =>
    line(ms, "g1", "weights", {
      dt: 40,
      grams: [
        [100, 200],
        [101, null],
      ],
      ...more,
    }),
  poses: (ms: number, more: object = {}) =>
    line(ms, "ceiling-1", "poses", {
      objects: [{ id: 1, score: 0.9, head: [1, 1, 1.7], wrists: [[1, 1.2, 1]] }],
      ...more,
    }),
  detections: (ms: number, more: object = {}) =>
    line(ms, "cam-1", "detections", {
      objects: [{ id: 7, score: 0.8, box: [10, 20, 30, 60], head: [25, 25] }],
      ...more,
    }),
};

function line(ms: number, device: string, kind: string, fields: object): string {
  return JSON.stringify({ rx: opensAt + ms, device, kind, t: opensAt + ms, ...fields });
}

/** A file in memory, in chunks of `size` bytes. */
export async function* inChunks(bytes: Uint8Array, size = 1000): AsyncGenerator<Uint8Array, void, undefined> {
  for (let at = 0; at < bytes.length; at += size) yield await Promise.resolve(bytes.subarray(at, at + size));
}

/** A scene of the tiny store, from lines or from the bytes of its gzip file; its issues are gathered in `found`. */
export async function tinyScene(
  content: readonly string[] | Uint8Array,
  chunk?: number,
): Promise<{ readonly scene: Scene; readonly found: SceneIssue[] }> {
  const bytes = content instanceof Uint8Array ? content : gzipSync(content.map((text) => `${text}\n`).join(""));
  const found: SceneIssue[] = [];
  const scene = await openScene(
    { store: tinyStore, readings: () => inChunks(bytes, chunk) },
    { onIssue: (issue) => found.push(issue) },
  );
  return { scene, found };
}

/** Everything a scene says in one pass. */
export async function everything(scene: Scene): Promise<readonly SceneReading[]> {
  const all: SceneReading[] = [];
  for await (const batch of scene.readings()) all.push(...batch);
  return all;
}
