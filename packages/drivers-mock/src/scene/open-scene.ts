import type { StoreModel } from "@aisle/sdk/store";
import { gunzip } from "./gunzip.ts";
import { readReadings } from "./read-readings.ts";
import type { IssueCounts, SceneIssue, SceneProblem } from "./scene-issue.ts";
import { type Parts, partsOf, type SceneParts } from "./scene-parts.ts";
import type { SceneReading } from "./scene-reading.ts";

export interface SceneOptions {
  /** Hears of every line that is not right, when it is read. */
  readonly onIssue?: (issue: SceneIssue) => void;
  /** Readings in a batch; 256 unless told. */
  readonly batchSize?: number;
}

/** A recorded store: a source of readings for playback. */
export interface Scene {
  readonly name: string;
  readonly store: StoreModel;
  /** When it starts: `opensAt`, or the first reading if that comes before. Milliseconds since the epoch. */
  readonly startsAt: number;
  readonly opensAt: number | undefined;
  readonly closesAt: number | undefined;
  /** From the start, in order of arrival; every call is a pass of its own. */
  readings(): AsyncIterable<readonly SceneReading[]>;
  /** What the latest pass has found so far. */
  readonly issues: IssueCounts;
}

/**
 * Opens a scene: a folder with `store.json` and `readings.jsonl.gz`. Readings are streamed, never held as a whole;
 * a line that is not right is reported and skipped, and nothing after it is lost.
 *
 * @throws AisleError `scene-not-found` when the folder or one of its files is missing, `store-model-invalid` when the
 * store is not right.
 */
export async function openScene(from: string | SceneParts, options: SceneOptions = {}): Promise<Scene> {
  const parts = await partsOf(from);
  return sceneOf(parts, () => gunzip(parts.open), options);
}

/** The scene of `parts`, whose unpacked lines `pieces` gives for each pass. */
export async function sceneOf(
  { name, file, storeFile }: Parts,
  pieces: () => AsyncIterable<Uint8Array>,
  options: SceneOptions,
): Promise<Scene> {
  const { model, opensAt, closesAt } = storeFile;
  const lines = { store: model, file, opensAt };
  const first = await firstOf(readReadings({ ...lines, pieces: pieces(), batchSize: 1 }));
  const counts = new Counts();
  return {
    name,
    store: model,
    startsAt: Math.min(opensAt ?? Number.POSITIVE_INFINITY, first?.receivedAt ?? opensAt ?? 0),
    opensAt,
    closesAt,
    readings() {
      counts.clear();
      return readReadings({
        ...lines,
        pieces: pieces(),
        ...(options.batchSize === undefined ? {} : { batchSize: options.batchSize }),
        onIssue: (issue) => {
          counts.add(issue.problem);
          options.onIssue?.(issue);
        },
      });
    },
    get issues() {
      return counts.snapshot();
    },
  };
}

async function firstOf(batches: AsyncIterable<readonly SceneReading[]>): Promise<SceneReading | undefined> {
  for await (const batch of batches) return batch[0];
  return undefined;
}

class Counts {
  readonly #counts = new Map<SceneProblem, number>();

  add(problem: SceneProblem): void {
    this.#counts.set(problem, (this.#counts.get(problem) ?? 0) + 1);
  }

  clear(): void {
    this.#counts.clear();
  }

  snapshot(): IssueCounts {
    let total = 0;
    for (const count of this.#counts.values()) total += count;
    return { total, byProblem: Object.fromEntries(this.#counts) };
  }
}
