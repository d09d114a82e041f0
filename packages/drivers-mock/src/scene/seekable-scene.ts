import { InflatedFile } from "./inflated-file.ts";
import { type Scene, type SceneOptions, sceneOf } from "./open-scene.ts";
import { lineParser } from "./parse-line.ts";
import { readReadings } from "./read-readings.ts";
import { partsOf, type SceneParts } from "./scene-parts.ts";
import type { SceneReading } from "./scene-reading.ts";
import { TimeIndex } from "./time-index.ts";

/** Unpacked lines of the longest scene that is kept, unless told: 512 MiB. */
const mostBytesUnlessTold = 512 * 1024 * 1024;

export interface SeekableSceneOptions extends SceneOptions {
  /** A scene with more bytes of unpacked lines than this is not kept, and not seekable; 512 MiB unless told. */
  readonly mostBytes?: number;
}

/** A scene that is unpacked once and kept in memory, so that it can be read from any moment. */
export interface SeekableScene extends Scene {
  /** Resolves when all of it is unpacked, or when it was found to be too long: soon, and whatever else is done. */
  readonly unpacked: Promise<void>;
  /** When the last reading arrived, ms since the epoch; `undefined` before all was unpacked, and of one too long. */
  readonly endsAt: number | undefined;
  /**
   * Readings that arrived at `t` (ms since the epoch) or later, in order of arrival, in small batches. Lines that are
   * not right are skipped without a word: `readings` tells of them. Waits for what is not unpacked yet. Gives nothing
   * where the scene is too long to be kept. `withoutWeights` leaves out what shelves say, most of all there is to read.
   */
  readingsFrom(t: number, options?: { readonly withoutWeights?: boolean }): AsyncIterable<readonly SceneReading[]>;
  /** Lets go of the memory. A pass that is under way ends. */
  close(): Promise<void>;
}

/** Opens a scene as `openScene` does, and keeps its lines in memory. Errors as there. */
export async function openSeekableScene(
  from: string | SceneParts,
  options: SeekableSceneOptions = {},
): Promise<SeekableScene> {
  const parts = await partsOf(from);
  const { file } = parts;
  const { model: store, opensAt } = parts.storeFile;
  const inflated = new InflatedFile(parts.open, options.mostBytes ?? mostBytesUnlessTold);
  const scene = await sceneOf(parts, () => inflated.pieces(), options);
  const index = new TimeIndex(lineParser(store), opensAt);
  let indexed = 0;
  let endsAt: number | undefined;

  const grow = async (): Promise<void> => {
    if (indexed >= inflated.length) await inflated.more();
    if (inflated.state === "let-go") return;
    for await (const piece of inflated.pieces(indexed)) {
      index.push(piece);
      indexed += piece.length;
      if (indexed >= inflated.length) return;
    }
  };
  const readFrom = async function* (
    t: number,
    wanted?: (line: string) => boolean,
  ): AsyncGenerator<readonly SceneReading[], void, undefined> {
    const entry = index.before(t);
    const { offset, at, shift } = entry ?? { offset: 0, at: opensAt, shift: 0 };
    const pieces = inflated.pieces(offset);
    const options = { store, file, pieces, opensAt: at, shift, batchSize: 32, ...(wanted && { wanted }) };
    for await (const batch of readReadings(options)) {
      const later = batch.filter(({ receivedAt }) => receivedAt >= t);
      if (later.length > 0) yield later;
    }
  };
  const unpackAll = async (): Promise<void> => {
    const isBehind = (): boolean => inflated.state === "unpacking" || indexed < inflated.length;
    // Damage is told by the pass over all readings; up to there the scene is as good as any.
    while (isBehind()) await grow().catch(() => undefined);
    if (inflated.state === "let-go") return;
    for await (const batch of readFrom(index.last()?.at ?? scene.startsAt)) endsAt = batch.at(-1)?.receivedAt ?? endsAt;
  };
  const unpacked = unpackAll();
  return {
    ...scene,
    // A spread would freeze what changes.
    get issues() {
      return scene.issues;
    },
    unpacked,
    get endsAt() {
      return endsAt;
    },
    async *readingsFrom(t, { withoutWeights = false } = {}) {
      while (inflated.state === "unpacking" && !((index.last()?.at ?? t) > t)) await inflated.more();
      if (inflated.state !== "let-go") yield* readFrom(t, withoutWeights ? isNotOfWeights : undefined);
    },
    close: () => inflated.close(),
  };
}

function isNotOfWeights(line: string): boolean {
  return !/"kind"\s*:\s*"weights"/.test(line);
}
