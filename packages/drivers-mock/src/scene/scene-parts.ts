import { createReadStream } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { basename, join, resolve } from "node:path";
import { AisleError, isAisleError } from "@aisle/sdk";
import { parseStoreFile, readStoreFile, type StoreFile } from "@aisle/sdk/store";

/** A scene that is not in a folder: an already parsed `store.json`, and the bytes of its `readings.jsonl.gz`. */
export interface SceneParts {
  readonly name?: string;
  readonly store: unknown;
  /** Called once for each pass. */
  readonly readings: () => AsyncIterable<Uint8Array>;
}

/** What a scene is read from. */
export interface Parts {
  readonly name: string;
  readonly file: string;
  readonly storeFile: StoreFile;
  readonly open: () => AsyncIterable<Uint8Array>;
}

/** Finds the parts of a scene, wherever it is. Errors as of `openScene`. */
export function partsOf(from: string | SceneParts): Parts | Promise<Parts> {
  return typeof from === "string" ? partsOfFolder(from) : partsInMemory(from);
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
