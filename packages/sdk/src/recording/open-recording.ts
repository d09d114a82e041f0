import { basename, dirname, resolve } from "node:path";
import { AisleError } from "../errors/aisle-error.ts";
import { type RecordingDisk, systemDisk } from "./disk.ts";
import { isMcapFile } from "./file-names.ts";
import { factsOf, type RecordingFacts } from "./metadata.ts";
import { type RecordingIssue, readFile } from "./read-file.ts";
import { isReading, type RecordedEntry, type RecordedGap, type RecordedInput } from "./recorded-input.ts";

export interface OpenRecordingOptions {
  /** Hears of every part that cannot be read, when a pass comes to it. */
  readonly onIssue?: (issue: RecordingIssue) => void;
  /** Hears of inputs that were never recorded, when a pass comes to where they are missing. */
  readonly onGap?: (gap: RecordedGap) => void;
  /** Inputs in a batch; 256 unless told. */
  readonly batchSize?: number;
  /** The host's disk unless told. */
  readonly disk?: RecordingDisk;
}

/** A stored stream of everything that fusion was told. */
export interface Recording extends Omit<RecordingFacts, "number"> {
  /** Name of its folder or file. */
  readonly name: string;
  /** Its files in order. */
  readonly files: readonly string[];
  /** From the start, in the order in which they came; every call is a pass of its own. Nothing is read ahead. */
  inputs(): AsyncIterable<readonly RecordedInput[]>;
}

/**
 * Opens a recording: one MCAP file, or a folder of them that is read in order of their names. A file that was cut is
 * read to its last whole message.
 *
 * Raises `recording-not-found` where there is no MCAP file, `recording-unreadable` where no file says what it records
 * (another program's, or cut before its first message), `store-model-invalid` where its store is wrong.
 */
export async function openRecording(path: string, options: OpenRecordingOptions = {}): Promise<Recording> {
  const { disk = systemDisk } = options;
  const { folder, files } = await filesAt(resolve(path), disk);
  const facts = await firstFacts(folder, files, disk);
  if (facts === undefined) {
    throw new AisleError("recording-unreadable", `No file of ${path} says which store it records.`, {
      category: "input",
      remedy: "Name a recording that Aisle has made; one that was cut within its first bytes holds nothing.",
    });
  }
  const { recording, startedAt, redacted, about, staff, store, devices } = facts;
  return {
    name: basename(resolve(path)),
    files,
    recording,
    startedAt,
    redacted,
    about,
    staff,
    store,
    devices,
    inputs: () => inputsOf(folder, files, disk, options),
  };
}

async function* inputsOf(
  folder: string,
  files: readonly string[],
  disk: RecordingDisk,
  { onIssue = () => undefined, onGap, batchSize = 256 }: OpenRecordingOptions,
): AsyncGenerator<readonly RecordedInput[], void, undefined> {
  let ready: RecordedInput[] = [];
  const add = (entry: RecordedEntry): void => {
    if (!isReading(entry) && entry.kind === "recorder") onGap?.(entry);
    else ready.push(entry);
  };
  for (const file of files) {
    for await (const { entries } of readFile(file, disk.read(folder, file), onIssue)) {
      entries.forEach(add);
      // Batches are full whatever the pieces were, so that a replay takes its breaths at the same places.
      let at = 0;
      for (; ready.length - at >= batchSize; at += batchSize) yield ready.slice(at, at + batchSize);
      if (at > 0) ready = ready.slice(at);
    }
  }
  if (ready.length > 0) yield ready;
}

/** The facts of the first file that has them. */
async function firstFacts(
  folder: string,
  files: readonly string[],
  disk: RecordingDisk,
): Promise<RecordingFacts | undefined> {
  for (const file of files) {
    for await (const { metadata, entries } of readFile(file, disk.read(folder, file), () => undefined)) {
      const facts = factsOf(metadata, file);
      if (facts !== undefined) return facts;
      // They come first, or never.
      if (entries.length > 0) break;
    }
  }
  return undefined;
}

async function filesAt(path: string, disk: RecordingDisk): Promise<{ folder: string; files: readonly string[] }> {
  if (isMcapFile(path)) {
    const folder = dirname(path);
    const files = await disk.list(folder);
    if (files.some(({ name }) => name === basename(path))) return { folder, files: [basename(path)] };
  }
  const listed = await disk.list(path);
  const files = listed.map(({ name }) => name).filter(isMcapFile);
  if (files.length > 0) return { folder: path, files: files.sort() };
  throw new AisleError("recording-not-found", `No recording at ${path}: expected an .mcap file, or a folder of them.`, {
    category: "input",
    remedy: "Name the folder that was given to the recorder.",
  });
}
