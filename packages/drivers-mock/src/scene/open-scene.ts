import { createReadStream } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { basename, join, resolve } from "node:path";
import { AisleError, isAisleError } from "@aisle/sdk";
import { parseStoreFile, readStoreFile, type StoreFile, type StoreModel } from "@aisle/sdk/store";
import { type ReadOptions, readReadings } from "./read-readings.ts";
import type { IssueCounts, SceneIssue, SceneProblem } from "./scene-issue.ts";
import type { SceneReading } from "./scene-reading.ts";

/** A scene that is not in a folder: an already parsed `store.json`, and the bytes of its `readings.jsonl.gz`. */
export interface SceneParts {
  readonly name?: string;
  readonly store: unknown;
  /** Called once for each pass. */
  readonly readings: () => AsyncIterable<Uint8Array>;
}

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
  const parts = typeof from === "string" ? await partsOfFolder(from) : partsInMemory(from);
  const { name, file, storeFile, open } = parts;
  const { model, opensAt, closesAt } = storeFile;
  const read = (more: Pick<ReadOptions, "onIssue" | "batchSize">) =>
    readReadings({ store: model, file, open, opensAt, ...more });
  const first = await firstOf(read({ batchSize: 1 }));
  const counts = new Counts();
  return {
    name,
    store: model,
    startsAt: Math.min(opensAt ?? Number.POSITIVE_INFINITY, first?.receivedAt ?? opensAt ?? 0),
    opensAt,
    closesAt,
    readings() {
      counts.clear();
      return read({
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

interface Parts {
  readonly name: string;
  readonly file: string;
  readonly storeFile: StoreFile;
  readonly open: () => AsyncIterable<Uint8Array>;
}

function partsInMemory(scene: SceneParts): Parts {
  const storeFile = parseStoreFile(scene.store, { file: "store.json" });
  return { name: scene.name ?? storeFile.model.name, file: "readings.jsonl.gz", storeFile, open: scene.readings };
}

async function partsOfFolder(folder: string): Promise<Parts> {
  const found = await stat(folder).catch((cause: unknown) => notFound(folder, `there is no folder ${folder}`, cause));
  if (!found.isDirectory()) notFound(folder, `${folder} is not a folder`);
  const storePath = join(folder, "store.json");
  const text = await readFile(storePath, "utf8").catch((cause: unknown) =>
    notFound(folder, `${storePath} cannot be read`, cause),
  );
  const file = join(folder, "readings.jsonl.gz");
  const readings = await stat(file).catch((cause: unknown) => notFound(folder, `${file} cannot be read`, cause));
  if (!readings.isFile()) notFound(folder, `${file} is not a file`);
  return {
    name: basename(resolve(folder)),
    file,
    storeFile: readStoreFile(text, { file: storePath }),
    open: () => createReadStream(file),
  };
}

function notFound(folder: string, what: string, cause?: unknown): never {
  if (isAisleError(cause)) throw cause;
  throw new AisleError(
    "scene-not-found",
    `No scene at ${folder}: ${what}; expected a folder with store.json and readings.jsonl.gz.`,
    {
      category: "input",
      remedy: "Name the folder of a scene.",
      ...(cause === undefined ? {} : { cause }),
    },
  );
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
