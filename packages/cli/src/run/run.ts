import { type Hub, type LogFields, type Logger, silentLogger } from "@aisle/sdk";
import type { Recorder } from "@aisle/sdk/recording";
import type { RunArguments } from "../arguments/index.ts";
import { exitCodes, interruptExitCode } from "../io/exit-codes.ts";
import { doneWithin, watchInterrupts } from "../io/interrupts.ts";
import type { CliIo } from "../io/io.ts";
import type { StorePage } from "../page/index.ts";
import { checkRecordFolder, closeRecorder, recordStore } from "../record/index.ts";
import { chooseView, createLiveStore, type StoreView } from "../views/index.ts";
import { holdView } from "./held-view.ts";
import { planStore } from "./plan.ts";
import type { StorePlan } from "./running-store.ts";
import { loadPages, servePage } from "./serve-page.ts";
import { deviceVerdict, verdict } from "./verdict.ts";
import { type WatchedStore, watchStore } from "./watch-store.ts";

/** How long closing may take, in milliseconds; with what `main` adds it stays within two seconds. */
const closeWithin = 1_700;

/** What ended a run: its time, Ctrl-C or SIGTERM, or that nobody reads its output any more. */
type RunEnd = "time" | "interrupt" | "reader-gone";

/** `aisle run`: runs a store until it is told to stop or its time is over. Gives the exit code. */
export async function run(args: RunArguments, io: CliIo): Promise<number> {
  const interrupts = watchInterrupts(io);
  const ended = new AbortController();
  // The first end counts: aborting again changes nothing.
  const end = (why: RunEnd): void => ended.abort(why);
  interrupts.signal.addEventListener("abort", () => end("interrupt"), { once: true });
  let plan: StorePlan | undefined;
  const offClosed = io.stdout.onClosed(() => end("reader-gone"));
  try {
    await checkRecordFolder(args, io);
    plan = await planStore(args, io, ended.signal);
    const passed = plan === undefined || (await runPlan(plan, args, io, ended.signal, end));
    // Ctrl-C is how an endless run ends; one that had its time set did not get to its check.
    const cutShort = ended.signal.reason === "interrupt" && args.forSeconds !== undefined;
    if (cutShort && interrupts.cause !== undefined) return interruptExitCode(interrupts.cause);
    return passed ? exitCodes.ok : exitCodes.failed;
  } finally {
    await plan?.end?.();
    offClosed();
    interrupts.dispose();
  }
}

/** Gives whether the run passed its check; one without a check passes. */
async function runPlan(
  plan: StorePlan,
  args: RunArguments,
  io: CliIo,
  signal: AbortSignal,
  end: (why: RunEnd) => void,
): Promise<boolean> {
  const { json, forSeconds } = args;
  const { clock, model } = plan;
  const startedAt = clock.now();
  const live = createLiveStore(model, startedAt);
  let hub: Hub | undefined;
  let watched: WatchedStore | undefined;
  let recorder: Recorder | undefined;
  let page: StorePage | undefined;
  const shown = chooseView(io, json, live, () => clock.now());
  const note = (text: string, at: number): void => {
    shown.note(text, at);
    page?.note(text);
  };
  // The page's address comes first of all, and the page can be there only after the hub.
  const view = holdView({ ...shown, note });
  const pages = await loadPages(args.page);
  try {
    const log = hubLog(view, plan);
    hub = await plan.open(log);
    // Before fusion, so that it hears everything that fusion hears, in the same order.
    recorder = recordStore(hub, plan, args, io, (text) => view.note(text, clock.now()));
    watched = watchStore(hub, plan, view, live, recorder);
    page = await servePage(pages, args.page, io, { hub, fusion: watched.fusion, plan, log }, view);
    view.release();
    const cancel = forSeconds === undefined ? undefined : clock.schedule(forSeconds * 1000, () => end("time"));
    await plan.live(signal, watched.check.truth);

    cancel?.();
    watched.stop();
    watched.check.finish();
    const seconds = (clock.now() - startedAt) / 1000;
    const timed = signal.reason === "time";
    const judged = timed && plan.simulated;
    const states = [...hub.devices.values()].map(({ status }) => status.state);
    const ofDevices = timed && !plan.simulated ? deviceVerdict(states) : [];
    const failures = judged ? verdict(watched.check.counts, seconds) : ofDevices;
    const passed = failures.length === 0;
    view.end({
      seconds,
      ...watched.counts,
      ...watched.check.counts,
      ...(judged || !passed ? { passed } : {}),
      failures,
    });
    return passed;
  } finally {
    watched?.stop();
    view.close();
    if (recorder !== undefined) await closeRecorder(recorder, io);
    await closeAll(hub, page, io);
  }
}

async function closeAll(hub: Hub | undefined, page: StorePage | undefined, io: CliIo): Promise<void> {
  if (await doneWithin(io.clock, closeWithin, Promise.all([page?.close(), hub?.close()]))) return;
  io.stderr.write(`aisle: the devices did not close in time; they are left as they are\n`);
  // Whatever still holds a handle must not keep the process alive.
  io.exit(exitCodes.failed);
}

/** What the hub, its drivers and the page complain of becomes a note of the view. */
function hubLog(view: StoreView, { clock }: StorePlan): Logger {
  const error = (text: string): void => view.note(text, clock.now());
  const warn = (text: string, fields?: LogFields): void => {
    // A warning with a reason code tells of a device's state, which the view shows anyway.
    if (fields?.["code"] === undefined) error(text);
  };
  return { ...silentLogger, warn, error };
}
