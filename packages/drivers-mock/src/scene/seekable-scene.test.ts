import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { everything, inChunks, lines, opensAt, tinyStore } from "../../test/tiny-scene.ts";
import { openScene, openSeekableScene, type SceneReading, type SeekableScene } from "./index.ts";

const { scan, weights } = lines;
const hours = 3_600_000;

/** Long enough that the index has many samples: about 100 bytes a line, and one sample in 64 KiB. */
function manyLines(count: number, every = 10): string[] {
  return Array.from({ length: count }, (_, i) =>
    i % 3 === 0 ? weights(i * every) : scan(i * every, { data: `M${i}` }),
  );
}

function bytesOf(content: readonly string[]): Uint8Array {
  return gzipSync(content.map((text) => `${text}\n`).join(""));
}

function opened(bytes: Uint8Array, more: { mostBytes?: number } = {}): Promise<SeekableScene> {
  return openSeekableScene({ store: tinyStore, readings: () => inChunks(bytes, 10_000) }, more);
}

async function from(scene: SeekableScene, t: number): Promise<readonly SceneReading[]> {
  const all: SceneReading[] = [];
  for await (const batch of scene.readingsFrom(t)) all.push(...batch);
  return all;
}

describe("a seekable scene", () => {
  it("gives the same readings as any scene, from the start and from every moment", async () => {
    const content = manyLines(6_000);
    const bytes = bytesOf(content);
    const plain = await openScene({ store: tinyStore, readings: () => inChunks(bytes, 10_000) });
    const all = await everything(plain);
    const scene = await opened(bytes);
    expect(await everything(scene)).toEqual(all);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: -1_000, max: 61_000 }), async (ms) => {
        const t = opensAt + ms;
        expect(await from(scene, t)).toEqual(all.filter(({ receivedAt }) => receivedAt >= t));
      }),
      { numRuns: 20 },
    );
  });

  it("gives what others than shelves said, where that is all that is wanted", async () => {
    const bytes = bytesOf(manyLines(300));
    const scene = await opened(bytes);
    const all = await from(scene, opensAt + 1_000);
    const some: SceneReading[] = [];
    for await (const batch of scene.readingsFrom(opensAt + 1_000, { withoutWeights: true })) some.push(...batch);
    expect(some).toEqual(all.filter(({ kind }) => kind !== "weight-shelf"));
    expect(some.length).toBeLessThan(all.length);
    expect(some.length).toBeGreaterThan(0);
  });

  it("unpacks its file once, whoever reads it", async () => {
    let passes = 0;
    const bytes = bytesOf(manyLines(2_000));
    const readings = () => {
      passes += 1;
      return inChunks(bytes, 10_000);
    };
    const scene = await openSeekableScene({ store: tinyStore, readings });
    await Promise.all([everything(scene), from(scene, opensAt + 15_000), scene.unpacked]);
    await from(scene, opensAt + 5_000);
    expect(passes).toBe(1);
  });

  it("does not begin its file anew for whoever still reads when it is closed", async () => {
    let passes = 0;
    const bytes = bytesOf(manyLines(6_000));
    const readings = () => {
      passes += 1;
      return inChunks(bytes, 10_000);
    };
    const scene = await openSeekableScene({ store: tinyStore, readings });
    let read = 0;
    for await (const batch of scene.readings()) {
      read += batch.length;
      await scene.close();
    }
    await scene.unpacked;
    expect(passes).toBe(1);
    expect(read).toBeLessThan(6_000);
  });

  it("knows its end before its readings were asked for", async () => {
    const scene = await opened(bytesOf(manyLines(3_000)));
    await scene.unpacked;
    expect(scene.endsAt).toBe(opensAt + 29_990);
  });

  it("looks only at what lies near the moment", async () => {
    const content = manyLines(6_000);
    // Far before the moment, and not sampled: a pass from the start would be the one to skip it.
    content[3] = "{";
    const scene = await opened(bytesOf(content));
    await scene.unpacked;
    const heard: number[] = [];
    for await (const batch of scene.readingsFrom(opensAt + 50_000)) {
      heard.push(batch.length);
      break;
    }
    expect(heard[0]).toBeLessThanOrEqual(32);
    expect(scene.issues.total).toBe(0);
    await everything(scene);
    expect(scene.issues.total).toBe(1);
  });

  it("is read in full, though from no moment, when it is too long to be kept", async () => {
    const content = manyLines(3_000);
    const bytes = bytesOf(content);
    const scene = await opened(bytes, { mostBytes: 100_000 });
    const half = everything(scene);
    await scene.unpacked;
    expect(await half).toHaveLength(3_000);
    expect(await everything(scene)).toHaveLength(3_000);
    expect(scene.endsAt).toBeUndefined();
    expect(await from(scene, opensAt)).toEqual([]);
  });

  it("finds moments in a file that was cut, up to where it was", async () => {
    const whole = bytesOf(manyLines(6_000));
    const scene = await opened(whole.subarray(0, whole.length >> 1));
    await scene.unpacked;
    const all = await everything(scene);
    expect(scene.issues.byProblem).toEqual({ "damaged-file": 1 });
    expect(scene.endsAt).toBe(all.at(-1)?.receivedAt);
    const t = opensAt + 10_000;
    expect(await from(scene, t)).toEqual(all.filter(({ receivedAt }) => receivedAt >= t));
  });

  it("goes by the times that a pass gives after the recorder's clock was set back", async () => {
    const before = manyLines(3_000);
    const after = Array.from({ length: 3_000 }, (_, i) => scan(30_000 - 5 * hours + i * 10));
    const scene = await opened(bytesOf([...before, ...after]));
    await scene.unpacked;
    const all = await everything(scene);
    const last = all.at(-1)?.receivedAt ?? 0;
    expect(last).toBeGreaterThan(opensAt + 59_000);
    // Between two samples nobody knows when the clock was set: some seconds of this scene.
    expect(Math.abs((scene.endsAt ?? 0) - last)).toBeLessThan(10_000);
    const found = await from(scene, last - 15_000);
    expect(found.length).toBeGreaterThan(400);
    expect(found.length).toBeLessThan(2_600);
  });

  it("finds lines that are longer than the space between two samples", async () => {
    const rows = Array.from({ length: 9_000 }, () => [100.25, 200.25]);
    const content = Array.from({ length: 40 }, (_, i) => weights(i * 100, { grams: rows }));
    const scene = await opened(bytesOf(content));
    await scene.unpacked;
    expect((await from(scene, opensAt + 2_050)).map(({ receivedAt }) => receivedAt - opensAt)).toEqual(
      Array.from({ length: 19 }, (_, i) => 2_100 + i * 100),
    );
  });

  it("that is empty has no end and nothing to read", async () => {
    const scene = await opened(bytesOf([]));
    await scene.unpacked;
    expect(scene.endsAt).toBeUndefined();
    expect(await from(scene, opensAt)).toEqual([]);
  });
});
