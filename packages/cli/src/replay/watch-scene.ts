import { resolve } from "node:path";
import { type Replay, watchReplay } from "@aisle/console";
import { toAisleError } from "@aisle/sdk";
import type { WatchArguments } from "../arguments/index.ts";
import { exitCodes } from "../io/exit-codes.ts";
import { doneWithin, watchInterrupts } from "../io/interrupts.ts";
import type { CliIo } from "../io/io.ts";
import { openPage } from "../page/index.ts";
import { isRecording } from "../record/index.ts";
import { plain } from "../views/index.ts";
import { createIssueReport } from "./issue-report.ts";
import type { Outcome, Watched } from "./watched.ts";
import { recordingToWatch } from "./watched-recording.ts";
import { sceneToWatch } from "./watched-scene.ts";

/** How long the end waits for a reading that is under way, ms. */
const longestEnd = 1_000;

/**
 * `aisle replay SCENE --watch`: shows a scene or recording on the page until Ctrl-C. Gives the exit code: 1 where the
 * reading failed or lost something.
 * @throws what `openScene`, `openRecording` and `openPage` throw
 */
export async function watchScene(args: WatchArguments, io: CliIo): Promise<number> {
  const interrupts = watchInterrupts(io);
  const tell = (line: string): void => io.stderr.write(`${plain(line)}\n`);
  /** Where wrong lines and faults are told; they go to the page too once there is one. */
  let note = tell;
  const report = createIssueReport((line) => note(line));
  const path = resolve(io.cwd, args.scene);
  let watched: Watched | undefined;
  try {
    watched = await (isRecording(path) ? recordingToWatch(path, report) : sceneToWatch(path, report, tell));
    const { options, outcome } = watched;
    // Notes of the page come by here too, so that each is told once in both places.
    const log = { debug: ignore, info: ignore, warn: tell, error: tell };
    const source = watchReplay({
      ...options,
      clock: io.clock,
      async play(player) {
        note = player.note;
        try {
          await options.play(player);
        } finally {
          report.finish();
        }
      },
      log,
    });
    const page = await openPage(args.page, io, source, log);
    try {
      const address = args.json ? JSON.stringify({ type: "page", url: page.url }) : `Page: ${page.url}`;
      io.stdout.write(`${address}\n`);
      const ended = untilAborted(interrupts.signal);
      const wasRead = await Promise.race([readingEnded(source), ended]);
      if (wasRead !== undefined) tellEnd(wasRead, source, args, io, report.count, outcome());
      await ended;
    } finally {
      await page.close();
      // The turn that is under way is a matter of milliseconds.
      await doneWithin(io.clock, longestEnd, readingEnded(source));
    }
    const { failed, dropped, faults } = outcome();
    return failed || dropped > 0 || faults > 0 ? exitCodes.failed : exitCodes.ok;
  } finally {
    await watched?.close();
    interrupts.dispose();
  }
}

/** When nothing more is read; with the error that ended it, if one did. */
async function readingEnded(source: Replay): Promise<{ readonly error?: unknown }> {
  try {
    await source.done;
    return {};
  } catch (error) {
    return { error };
  }
}

/** Says once that all was read. What ended it before was told as a note, and the page shows what was read. */
function tellEnd(
  { error }: { readonly error?: unknown },
  source: Replay,
  args: WatchArguments,
  io: CliIo,
  issues: number,
  { readings, dropped, faults }: Outcome,
): void {
  const { from0, until } = source.range();
  const storeSeconds = (until - from0) / 1000;
  if (error !== undefined) {
    if (args.json) io.stdout.write(`${JSON.stringify({ type: "failed", code: toAisleError(error).code })}\n`);
  } else if (args.json) {
    const end = { type: "read", scene: source.name, readings, storeSeconds, issues, dropped, faults };
    io.stdout.write(`${JSON.stringify(end)}\n`);
  } else {
    const told = `${source.name}: ${readings} readings, ${storeSeconds.toFixed(1)} s of store time, ${issues} wrong lines`;
    io.stdout.write(`${plain(told)}; Ctrl-C ends\n`);
  }
}

function untilAborted(signal: AbortSignal): Promise<undefined> {
  return new Promise((done) => {
    if (signal.aborted) done(undefined);
    else signal.addEventListener("abort", () => done(undefined), { once: true });
  });
}

function ignore(): void {
  // Nothing of this is for the terminal.
}
