import { isAisleError } from "@aisle/sdk";
import type { StoreModel } from "@aisle/sdk/store";
import { ArrivalOrder } from "./arrival-order.ts";
import { isFault, lineParser } from "./parse-line.ts";
import type { LineFault, SceneIssue } from "./scene-issue.ts";
import type { SceneReading } from "./scene-reading.ts";
import { LineSplitter } from "./split-lines.ts";

/** No line of a scene is longer than this; the longest real ones are some hundred kilobytes. */
const longestLine = 8 * 1024 * 1024;

export interface ReadOptions {
  readonly store: StoreModel;
  /** Name of the file, for issues. */
  readonly file: string;
  /** The unpacked lines, from the start of one; raises `scene-damaged` after the last that can be read. */
  readonly pieces: AsyncIterable<Uint8Array>;
  /** About when the first line is expected, where that is known. */
  readonly opensAt: number | undefined;
  /** What is added to the lines' times, for a pass that begins in the middle. */
  readonly shift?: number;
  readonly batchSize?: number;
  /** Lines that it gives false for are left out unread. */
  readonly wanted?: (line: string) => boolean;
  readonly onIssue?: (issue: SceneIssue) => void;
}

/** Streams the readings of a scene in batches, in order of arrival; see `ArrivalOrder` for its rules of time. */
export async function* readReadings(options: ReadOptions): AsyncGenerator<readonly SceneReading[], void, undefined> {
  const { file, onIssue, batchSize = 256, wanted } = options;
  const report = (fault: LineFault, line: number): void => onIssue?.({ file, line, ...fault });
  let ready: SceneReading[] = [];
  const order = new ArrivalOrder(options.opensAt, (reading) => ready.push(reading), report, options.shift);
  const parse = lineParser(options.store);
  let damaged = false;
  const splitter = new LineSplitter(longestLine, (bytes, line) => {
    if (bytes === undefined) {
      report(tooLong, line);
      return;
    }
    if (isBlank(bytes) || wanted?.(bytes.toString("utf8")) === false) return;
    const parsed = parse(bytes);
    if (!isFault(parsed)) order.push(parsed, line);
    // What is left of the line at which a file was cut belongs to the one issue of the cut.
    else if (!damaged) report(parsed, line);
  });

  try {
    for await (const chunk of options.pieces) {
      splitter.push(chunk);
      if (ready.length < batchSize) continue;
      // Batches are full whatever the chunks were, so that a replay takes its breaths at the same places.
      const full = ready.length - (ready.length % batchSize);
      const rest = ready.slice(full);
      const batches = batchesOf(ready.slice(0, full), batchSize);
      ready = rest;
      yield* batches;
    }
  } catch (error) {
    if (!isAisleError(error) || error.code !== "scene-damaged") throw error;
    damaged = true;
    const line = splitter.number;
    splitter.end();
    report({ field: "", problem: "damaged-file", expected: "a whole gzip file", got: error.message }, line);
  }
  splitter.end();
  order.end();
  yield* batchesOf(ready, batchSize);
}

const tooLong: LineFault = {
  field: "",
  problem: "malformed-line",
  expected: `a line of at most ${longestLine} bytes`,
  got: "a longer one",
};

function* batchesOf(readings: SceneReading[], size: number): Generator<readonly SceneReading[], void, undefined> {
  if (readings.length === 0) return;
  for (let at = 0; at < readings.length; at += size) yield readings.slice(at, at + size);
}

function isBlank(line: Buffer): boolean {
  return line[0] !== 0x7b && line.toString("utf8").trim() === "";
}
