import { resolve } from "node:path";
import { openScene, sceneInputs } from "@aisle/drivers-mock";
import type { Engine, LineExplanation, StoreEvent } from "@aisle/fusion";
import type { ReplayArguments } from "../arguments/index.ts";
import { type AtomicFile, createAtomicFile } from "../io/atomic-file.ts";
import { exitCodes, interruptExitCode } from "../io/exit-codes.ts";
import { watchInterrupts } from "../io/interrupts.ts";
import type { CliIo } from "../io/io.ts";
import { isRecording, openReplayable, playInputs, type ReplayListener } from "../record/index.ts";
import { plain } from "../views/index.ts";
import { explanationText } from "./explanation-text.ts";
import { createIssueReport, type IssueReport } from "./issue-report.ts";
import { createLineExplainer, type LineExplainer } from "./line-explainer.ts";
import { createProgress, type Progress, timesRealTime } from "./progress.ts";
import { createReceiptsFile, type ReceiptsFile } from "./receipts-file.ts";
import { type ReplaySummary, replaySummaryLine } from "./summary.ts";
import { createTracksFile, type TracksFile } from "./tracks-file.ts";

const mostFaultsTold = 20;

/**
 * `aisle replay`: plays a scene or a recording in virtual time, then puts its files in place.
 * Gives the exit code; errors that end it are thrown, and leave no file behind.
 */
export async function replay(args: ReplayArguments, io: CliIo): Promise<number> {
  const interrupts = watchInterrupts(io);
  let progress: Progress | undefined;
  const complain = (line: string): void => {
    progress?.clear();
    io.stderr.write(`${plain(line)}\n`);
  };
  const report = createIssueReport(complain);
  const outputs: Pick<AtomicFile, "commit" | "discard">[] = [];
  try {
    const source = await openSource(resolve(io.cwd, args.scene), report);
    const receipts = createReceiptsFile(resolve(io.cwd, args.receipts), "--receipts");
    outputs.push(receipts);
    const events = args.events === undefined ? undefined : createAtomicFile(resolve(io.cwd, args.events), "--events");
    if (events !== undefined) outputs.push(events);
    const tracks = args.tracks === undefined ? undefined : createTracksFile(resolve(io.cwd, args.tracks), "--tracks");
    if (tracks !== undefined) outputs.push(tracks);
    const explainer = args.explain === undefined ? undefined : createLineExplainer(args.explain);
    progress = createProgress(io, source.startedAt, args.quiet);

    const { signal } = interrupts;
    const summary = await play(source, args, io, {
      receipts,
      events,
      tracks,
      explainer,
      report,
      progress,
      signal,
      complain,
    });
    progress.clear();
    if (interrupts.cause !== undefined) return interruptExitCode(interrupts.cause);
    for (const output of outputs) output.commit();
    report.finish();
    if (args.json && !args.quiet) io.stdout.write(`${JSON.stringify(summary)}\n`);
    else if (!args.quiet) io.stdout.write(`${plain(replaySummaryLine(summary))}\n`);
    return exitCode(summary, args, complain);
  } finally {
    progress?.clear();
    for (const output of outputs) output.discard();
    interrupts.dispose();
  }
}

interface Outputs {
  readonly receipts: ReceiptsFile;
  readonly events: AtomicFile | undefined;
  readonly tracks: TracksFile | undefined;
  readonly explainer: LineExplainer | undefined;
  readonly report: IssueReport;
  readonly progress: Progress;
  readonly signal: AbortSignal;
  readonly complain: (line: string) => void;
}

type Source = Parameters<typeof playInputs>[0] & { readonly name: string };

async function openSource(path: string, report: IssueReport): Promise<Source> {
  if (isRecording(path)) return openReplayable(path, report);
  const scene = await openScene(path, { onIssue: report.add });
  const { name, store, startsAt } = scene;
  return { name, store, staff: [], startedAt: startsAt, inputs: () => sceneInputs(scene) };
}

async function play(source: Source, args: ReplayArguments, io: CliIo, outputs: Outputs): Promise<ReplaySummary> {
  const startedAt = io.clock.now();
  let faults = 0;
  let events = 0;
  // An error of a subscriber would end the process from outside; it ends the replay instead.
  const failed = new AbortController();
  const stop = (): void => failed.abort();
  outputs.signal.addEventListener("abort", stop, { once: true });
  // It may have come while the source was being opened.
  if (outputs.signal.aborted) stop();
  const listener: ReplayListener = {
    speed: args.speed,
    signal: failed.signal,
    onProgress: outputs.progress.show,
    onFault(message) {
      faults += 1;
      if (faults <= mostFaultsTold) outputs.complain(`aisle: ${message}`);
    },
    onEvent(event) {
      if (failed.signal.aborted) return;
      try {
        events += 1;
        write(event, outputs);
      } catch (error) {
        failed.abort(error);
      }
    },
  };
  const { tracks, explainer } = outputs;
  let explanations: readonly LineExplanation[] = [];
  const onAdvance = (engine: Engine): void => {
    tracks?.advance(engine);
    explainer?.ask(engine);
  };
  const onEnd = (engine: Engine): void => {
    explanations = explainer?.found(engine) ?? [];
  };
  const asked = {
    ...listener,
    ...((tracks ?? explainer) && { onAdvance }),
    ...(explainer && { onEnd }),
  };
  const { readings, storeMs } = await playInputs(source, io, asked);
  outputs.signal.removeEventListener("abort", stop);
  if (failed.signal.aborted && !outputs.signal.aborted) throw failed.signal.reason;

  for (const explanation of explanations) {
    io.stdout.write(`${args.json ? JSON.stringify({ explanation }) : explanationText(explanation).join("\n")}\n`);
  }
  return {
    scene: source.name,
    readings,
    storeSeconds: storeMs / 1000,
    timesRealTime: timesRealTime(storeMs, io.clock.now() - startedAt),
    receipts: outputs.receipts.count,
    events,
    issues: outputs.report.count,
    issuesByProblem: outputs.report.byProblem(),
    faults,
  };
}

function write(event: StoreEvent, { receipts, events, explainer }: Outputs): void {
  explainer?.hear(event);
  events?.write(`${JSON.stringify(event)}\n`);
  if (event.type === "receipt.issued") receipts.add(event.receipt);
}

function exitCode({ faults, issues }: ReplaySummary, args: ReplayArguments, complain: (line: string) => void): number {
  if (faults > 0) complain(`aisle: ${faults} faults inside Aisle, the first of them above; the receipts may be wrong`);
  if (faults > 0) return exitCodes.failed;
  return args.strict && issues > 0 ? exitCodes.badInput : exitCodes.ok;
}
