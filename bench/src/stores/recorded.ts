import fs from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { openScene, type SceneTruth } from "@aisle/drivers-mock";
import type { Score, ScoredReceipts } from "../scoring/index.ts";
import { familyOf } from "./family.ts";
import { inputsOf, type StoreRun } from "./store-run.ts";

/** Where the recorded scenes are unless told: beside the repository. */
export const scenesFolder = path.resolve(import.meta.dirname, "../../../../shared/scenes");

/** The scorer that lies beside the scenes. */
export interface SceneScorer {
  readonly scoreOne: (truth: SceneTruth, receipts: ScoredReceipts) => Score;
}

/** CLEAR MOT and identity counts of one scene; `gtN` and `prN` are places in the truth and in the answer. */
export interface TrackScore {
  readonly gtN: number;
  readonly prN: number;
  readonly fp: number;
  readonly fn: number;
  readonly sw: number;
  readonly err: number;
  readonly hit: number;
  readonly idtp: number;
}

export interface TrackLine {
  readonly t: number;
  readonly id: number;
  readonly x: number;
  readonly y: number;
}

/** The scorer of tracks that lies beside the scenes. */
export interface TrackScorer {
  readonly scoreTracks: (truth: SceneTruth, lines: readonly TrackLine[]) => TrackScore;
}

/** Names of the scenes of a folder that have a truth and `text` in their name; empty where there is no such folder. */
export function scenesOf(folder: string, text = ""): readonly string[] {
  if (!fs.existsSync(folder)) return [];
  const has = (scene: string): boolean => fs.existsSync(path.join(folder, scene, "truth.json"));
  return fs
    .readdirSync(folder)
    .sort()
    .filter((scene) => scene.includes(text) && has(scene));
}

export function readTruth(folder: string, scene: string): SceneTruth {
  return JSON.parse(fs.readFileSync(path.join(folder, scene, "truth.json"), "utf8")) as SceneTruth;
}

/** Loads a program that lies beside the scenes; `undefined` where it is not there. */
async function besideScenes(folder: string, file: string): Promise<unknown> {
  const program = path.join(folder, file);
  return fs.existsSync(program) ? ((await import(pathToFileURL(program).href)) as unknown) : undefined;
}

export async function sceneScorer(folder: string): Promise<SceneScorer | undefined> {
  return (await besideScenes(folder, "score.mjs")) as SceneScorer | undefined;
}

export async function trackScorer(folder: string): Promise<TrackScorer | undefined> {
  return (await besideScenes(folder, "score-tracks.mjs")) as TrackScorer | undefined;
}

/** A recorded scene as its engine hears it. */
export async function recordedRun(folder: string, scene: string): Promise<StoreRun> {
  const opened = await openScene(path.join(folder, scene));
  const heard = await inputsOf(opened);
  return { name: scene, family: familyOf(scene), model: opened.store, truth: readTruth(folder, scene), ...heard };
}
