import { createWriteStream } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { constants, createGzip } from "node:zlib";
import type { StoreModel } from "@aisle/sdk/store";
import type { SceneReading } from "./scene-reading.ts";
import type { SceneTruth } from "./scene-truth.ts";

/** What was written. */
export interface WrittenScene {
  readonly written: number;
  /** Readings that the format has no word for, such as a turnstile's counters. */
  readonly leftOut: number;
}

/**
 * Writes a scene in the public format: `store.json`, `readings.jsonl.gz` and, where it is known, `truth.json`.
 * Weights are rounded to 0.01 g. The same input gives the same bytes (with the same zlib). The folder is made where it
 * is missing; files in it are replaced.
 */
export async function writeScene(
  folder: string,
  store: StoreModel,
  readings: Iterable<readonly SceneReading[]> | AsyncIterable<readonly SceneReading[]>,
  truth?: SceneTruth,
): Promise<WrittenScene> {
  await mkdir(folder, { recursive: true });
  let opensAt = truth?.t0;
  let closesAt = opensAt;
  let written = 0;
  let leftOut = 0;
  await pipeline(
    async function* lines() {
      for await (const batch of readings) {
        for (const reading of batch) {
          const line = lineOf(reading);
          opensAt ??= reading.receivedAt;
          closesAt = reading.receivedAt;
          if (line === undefined) leftOut++;
          else written++;
          if (line !== undefined) yield `${JSON.stringify(line)}\n`;
        }
      }
    },
    createGzip({ level: constants.Z_BEST_COMPRESSION }),
    withoutSystem,
    createWriteStream(join(folder, "readings.jsonl.gz")),
  );
  const { name, currency, ...parts } = store;
  const units = { length: "m", mass: "g", time: "ms since the Unix epoch", price: "cents" };
  const file = { format: "store-scene/1", name, units, currency, opensAt, closesAt, ...parts };
  await writeFile(join(folder, "store.json"), `${JSON.stringify(file)}\n`);
  if (truth !== undefined) await writeFile(join(folder, "truth.json"), `${JSON.stringify(truth)}\n`);
  return { written, leftOut };
}

function lineOf({ receivedAt, device, reading }: SceneReading): object | undefined {
  const head = { rx: receivedAt, device, kind: reading.type, t: reading.at ?? receivedAt };
  switch (reading.type) {
    case "weights": {
      const { grams, samples, plates, dt } = reading.data;
      const rows = Array.from({ length: samples }, (_, sample) =>
        Array.from(grams.subarray(sample * plates, (sample + 1) * plates), roundWeight),
      );
      return { ...head, dt, grams: rows };
    }
    case "detections":
    case "poses":
    case "scan":
      return { ...head, ...reading.data };
    case "passage":
      return reading.data.phase === "completed" ? { ...head, direction: reading.data.direction } : undefined;
    default:
      return undefined;
  }
}

function roundWeight(grams: number): number | null {
  return Number.isFinite(grams) ? Math.round(grams * 100) / 100 : null;
}

/** Takes the mark of the operating system out of the gzip header (RFC 1952, 2.3.1); its time is 0 already. */
async function* withoutSystem(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void, undefined> {
  let position = 0;
  for await (const chunk of chunks) {
    const at = 9 - position;
    if (at >= 0 && at < chunk.length) chunk[at] = 255;
    position += chunk.length;
    yield chunk;
  }
}
