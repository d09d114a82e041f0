import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { checkTruth, type ReplayOptions, type ReplayPlayer, type ReplayTruth } from "@aisle/console";
import { createPlayback, openSeekableScene, readingOf, type SeekableScene } from "@aisle/drivers-mock";
import { type EngineInput, fuse } from "@aisle/fusion";
import { AisleError, openHub, silentLogger, systemClock, toAisleError, VirtualClock } from "@aisle/sdk";
import type { IssueReport } from "./issue-report.ts";
import { inTurns, OutcomeBook, type Watched } from "./watched.ts";

/** A long scene is not waited for: milliseconds of real time. */
const mostHeadStart = 500;

/**
 * A scene to watch, with its truth where it has one that can be used; `complain` hears of one that cannot.
 * @throws what `openScene` throws
 */
export async function sceneToWatch(
  folder: string,
  report: IssueReport,
  complain: (line: string) => void,
): Promise<Watched> {
  const scene = await openSeekableScene(folder, { onIssue: report.add });
  const truth = await truthOf(folder, complain);
  const book = new OutcomeBook();
  const options: ReplayOptions = {
    name: scene.name,
    model: scene.store,
    startsAt: scene.startsAt,
    endsAt: () => scene.endsAt ?? scene.closesAt,
    ...(truth === undefined ? {} : { truth }),
    play: (player) => book.end(player, playInto(scene, player, book)),
    scout: (t) => inputsFrom(scene, t),
  };
  return { options, outcome: book.outcome, close: () => scene.close() };
}

/** Plays a scene through a hub and fusion in virtual time; at its end the store closes. */
async function playInto(
  scene: SeekableScene,
  player: ReplayPlayer,
  book: OutcomeBook,
): Promise<{ readonly readings: number; readonly dropped: number }> {
  // The reading leaves unpacking little time, and only what is unpacked can be jumped to: it gets a head start.
  let cancel: (() => void) | undefined;
  const headStart = new Promise<void>((resolve) => (cancel = systemClock.schedule(mostHeadStart, resolve)));
  await Promise.race([scene.unpacked, headStart]);
  cancel?.();
  const clock = new VirtualClock(scene.startsAt);
  const { store, startsAt } = scene;
  const readings = () => inTurns(scene.readings(), player.turn);
  const playback = createPlayback({ source: { store, startsAt, readings }, clock });
  const log = { ...silentLogger, error: (message: string) => book.fault(player, message) };
  await using hub = await openHub({ ...playback, clock, log });
  using fusion = fuse(hub, store, { clock, log });
  player.follow(hub, fusion, clock);
  const summary = await playback.run({ pace: "max", signal: player.signal });
  if (!summary.stopped) fusion.closeStore();
  return summary;
}

/** What a hub would say of a scene's readings from `t` on, shelves left out. */
async function* inputsFrom(scene: SeekableScene, t: number): AsyncGenerator<readonly EngineInput[]> {
  let seq = 0;
  for await (const batch of scene.readingsFrom(t, { withoutWeights: true }))
    yield batch.map((reading) => readingOf(reading, ++seq));
}

async function truthOf(folder: string, complain: (line: string) => void): Promise<ReplayTruth | undefined> {
  const path = join(folder, "truth.json");
  try {
    return checkTruth(JSON.parse(await readFile(path, "utf8")));
  } catch (thrown) {
    if (thrown instanceof Error && "code" in thrown && thrown.code === "ENOENT") return undefined;
    const story = thrown instanceof AisleError ? thrown.message : `${path}: ${toAisleError(thrown).message}`;
    complain(`aisle: the truth of the scene is left out: ${story}`);
    return undefined;
  }
}
