import { readdirSync } from "node:fs";
import { type ReplayableInputs, replayInputs } from "@aisle/drivers-mock";
import { createEngine, type Engine, type StoreEvent, staffByList } from "@aisle/fusion";
import { AisleError, toAisleError } from "@aisle/sdk";
import { openRecording, type RecordedInput, type Recording } from "@aisle/sdk/recording";
import type { StoreModel } from "@aisle/sdk/store";
import type { Speed } from "../arguments/index.ts";
import type { CliIo } from "../io/io.ts";
import type { IssueReport } from "../replay/issue-report.ts";
import { timeOfDay } from "../views/index.ts";

/** Whether there is a recording at `path` rather than a scene. */
export function isRecording(path: string): boolean {
  if (path.endsWith(".mcap")) return true;
  try {
    const names = readdirSync(path);
    return !names.includes("store.json") && names.some((name) => name.endsWith(".mcap"));
  } catch {
    // Not there, or no folder: opening it as a scene says so.
    return false;
  }
}

/** A recording that can be replayed: it has its store. */
export interface ReplayableRecording extends Recording {
  readonly store: StoreModel;
}

/**
 * Opens a recording; what cannot be read in it, or is missing, is told to `report` when the replay comes there.
 * @throws AisleError `recording-without-store` (input), and what `openRecording` throws
 */
export async function openReplayable(path: string, report: IssueReport): Promise<ReplayableRecording> {
  const recording = await openRecording(path, {
    onIssue: ({ file, offset, problem, message }) => {
      report.tell(problem, `${file}: ${message} (${problem} at byte ${offset})`);
    },
    onGap: ({ at, until, dropped }) => {
      report.tell("gap", `${dropped} inputs between ${timeOfDay(at)} and ${timeOfDay(until)} were not recorded (gap)`);
    },
  });
  const { store } = recording;
  if (store !== undefined) return { ...recording, store };
  throw new AisleError("recording-without-store", `${path} has no store model, so it cannot be replayed`, {
    category: "input",
    remedy: "record with `recordHub(hub, { store, … })`, as aisle run --record does",
  });
}

/** How a recording or scene is replayed, and who hears of it. */
export interface ReplayListener {
  readonly speed: Speed;
  readonly signal: AbortSignal;
  readonly onEvent: (event: StoreEvent) => void;
  readonly onFault: (message: string) => void;
  readonly onProgress: (at: number, readings: number) => void;
  /** The engine has been told something more. */
  readonly onAdvance?: ((engine: Engine) => void) | undefined;
  /** It is over: the store is closed. */
  readonly onEnd?: ((engine: Engine) => void) | undefined;
}

/** Tells fusion everything in order, in virtual time; at the end the store closes. */
export async function playInputs(
  { store, staff, ...inputs }: ReplayableInputs & Pick<ReplayableRecording, "store" | "staff">,
  io: CliIo,
  { speed, signal, onEvent, onFault, onProgress, onAdvance, onEnd }: ReplayListener,
): Promise<{ readonly readings: number; readonly storeMs: number }> {
  // A replay goes on when something inside throws, says so, and does not call its result good.
  const fault = (thrown: unknown, of: string): void =>
    onFault(`fusion failed on ${of}: ${toAisleError(thrown).message}`);
  const engine = createEngine(store, {
    isStaff: staffByList(staff),
    onFault: (thrown, device) => fault(thrown, device === undefined ? "the clock" : `a reading of ${device}`),
  });
  const observe = (input: RecordedInput): void => {
    let events: readonly StoreEvent[] = [];
    try {
      events = engine.observe(input);
    } catch (thrown) {
      fault(thrown, `${input.type} of ${"device" in input ? input.device : "the clock"}`);
    }
    for (const event of events) onEvent(event);
    onAdvance?.(engine);
  };
  const options = { pace: speed, signal, onProgress, realClock: io.clock };
  const { readings, startedAt, endedAt, closed } = await replayInputs(inputs, observe, options);
  if (!closed && !signal.aborted) observe({ kind: "clock", type: "closing", at: endedAt });
  onEnd?.(engine);
  return { readings, storeMs: endedAt - startedAt };
}
