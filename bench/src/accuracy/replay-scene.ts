import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import type { StoreEvent } from "@aisle/fusion";
import { AisleError } from "@aisle/sdk";
import type { ScoredReceipts } from "../scoring/index.ts";
import type { TrackLine } from "../stores/index.ts";

const aisle = path.resolve(import.meta.dirname, "../../../packages/cli/bin/aisle.mjs");

/** What the built command line made of a scene. */
export interface Replayed {
  readonly receipts: ScoredReceipts;
  readonly storeSeconds: number;
  /** Seconds from the start of the process to its end, unpacking and parsing included. */
  readonly seconds: number;
  /** When each receipt was issued and when its shopper had left in fact, event time. */
  readonly issued: readonly { readonly at: number; readonly credential: string | null; readonly exitedAt: number }[];
  readonly tracks: readonly TrackLine[];
}

/** Replays a scene twice: as a user would, timed, and again for its events and tracks. `folder` takes the files. */
export function replayScene(scene: string, folder: string): Replayed {
  const file = (name: string): string => path.join(folder, name);
  const read = (name: string): string => fs.readFileSync(file(name), "utf8");
  const lines = (name: string): unknown[] =>
    read(name)
      .trim()
      .split("\n")
      .filter(Boolean)
      .map((line) => JSON.parse(line) as unknown);
  const started = performance.now();
  const storeSeconds = run([scene, "--receipts", file("receipts.json"), "--json"]);
  const seconds = (performance.now() - started) / 1000;
  run([
    scene,
    "--receipts",
    file("again.json"),
    "--events",
    file("events.jsonl"),
    "--tracks",
    file("tracks.jsonl"),
    "--json",
  ]);
  const events = lines("events.jsonl") as StoreEvent[];
  return {
    receipts: JSON.parse(read("receipts.json")) as ScoredReceipts,
    storeSeconds,
    seconds,
    issued: events.flatMap((event) =>
      event.type === "receipt.issued"
        ? [{ at: event.at, credential: event.receipt.credential, exitedAt: event.receipt.exitedAt }]
        : [],
    ),
    tracks: lines("tracks.jsonl") as TrackLine[],
  };
}

/** Runs `aisle replay`; gives how many seconds of the store's time it played. */
function run(args: readonly string[]): number {
  const child = spawnSync(process.execPath, [aisle, "replay", ...args], { encoding: "utf8", maxBuffer: 1 << 28 });
  if (child.status !== 0)
    throw new AisleError(
      "replay-failed",
      `replaying ${args[0] ?? ""} ended with ${child.status ?? child.signal ?? ""}`,
      { category: "internal", remedy: `Look into what it said: ${child.stderr}` },
    );
  const last = child.stdout.trim().split("\n").at(-1) ?? "{}";
  return (JSON.parse(last) as { storeSeconds: number }).storeSeconds;
}
