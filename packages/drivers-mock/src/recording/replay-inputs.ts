import { systemClock } from "@aisle/sdk";
import type { RecordedInput } from "@aisle/sdk/recording";
import type { RunOptions } from "../playback/index.ts";
import { Pacer } from "../playback/pacing.ts";

/** What can be replayed: a recording, or a scene with `sceneInputs`. */
export interface ReplayableInputs {
  /** Milliseconds since the epoch; a pace other than `max` is kept from here on. */
  readonly startedAt: number;
  /** In the order in which they came. */
  inputs(): AsyncIterable<readonly RecordedInput[]>;
}

/** What was replayed. */
export interface ReplaySummary {
  readonly readings: number;
  /** Store time of the first and the last input, milliseconds since the epoch. */
  readonly startedAt: number;
  readonly endedAt: number;
  /** Whether the recorded store closed, so that nobody is inside any more. */
  readonly closed: boolean;
  readonly stopped: boolean;
}

/**
 * Tells `observe` everything that fusion was told while a recording was made, in the same order and without a hub in
 * between. An engine gives the same store events, byte for byte.
 */
export async function replayInputs(
  recording: ReplayableInputs,
  observe: (input: RecordedInput) => void,
  { pace, signal, onProgress, realClock = systemClock }: RunOptions,
): Promise<ReplaySummary> {
  const { startedAt } = recording;
  const pacer = new Pacer(pace, realClock, startedAt, signal);
  let now = startedAt;
  let readings = 0;
  let closed = false;
  const stopped = (): boolean => signal?.aborted === true;
  for await (const batch of recording.inputs()) {
    for (const input of batch) {
      const isReading = "seq" in input;
      const due = isReading ? input.receivedAt : input.at;
      while (now < due && !stopped()) {
        const reached = pacer.reach(due);
        now = typeof reached === "number" ? reached : await reached;
      }
      if (stopped()) break;
      observe(input);
      if (isReading) readings += 1;
      closed = input.kind === "clock" && input.type === "closing";
    }
    // The rest of the process gets its turn.
    await new Promise((resolve) => void setImmediate(resolve));
    if (stopped()) break;
    onProgress?.(now, readings);
  }
  return { readings, startedAt, endedAt: now, closed, stopped: stopped() };
}
