import type { ReplayListener, ReplayPlayer } from "@aisle/console";
import { devicesOf, replayInputs } from "@aisle/drivers-mock";
import { createEngine, type StoreEvent, staffByList } from "@aisle/fusion";
import { toAisleError } from "@aisle/sdk";
import { isReading, type RecordedInput } from "@aisle/sdk/recording";
import { openReplayable, type ReplayableRecording } from "../record/index.ts";
import type { IssueReport } from "./issue-report.ts";
import { inTurns, OutcomeBook, type Watched } from "./watched.ts";

/**
 * A recording to watch: fusion is told once more what it was told. It is read from the start only; a moment ahead of the
 * reading has to wait for it.
 * @throws what `openReplayable` throws
 */
export async function recordingToWatch(path: string, report: IssueReport): Promise<Watched> {
  const recording = await openReplayable(path, report);
  const book = new OutcomeBook();
  return {
    options: {
      name: recording.name,
      model: recording.store,
      startsAt: recording.startedAt,
      play: (player) => book.end(player, playInto(recording, player, book)),
    },
    outcome: book.outcome,
    close: () => Promise.resolve(),
  };
}

async function playInto(
  recording: ReplayableRecording,
  player: ReplayPlayer,
  book: OutcomeBook,
): Promise<{ readonly readings: number; readonly dropped: number }> {
  const { store } = recording;
  const engine = createEngine(store, { isStaff: staffByList(recording.staff) });
  const listener = player.connect(engine);
  const kinds = devicesOf(store);
  const observe = (input: RecordedInput): void => {
    const t = isReading(input) ? input.receivedAt : input.at;
    let events: readonly StoreEvent[] = [];
    try {
      events = engine.observe(input);
    } catch (thrown) {
      const device = "device" in input ? input.device : "the clock";
      book.fault(player, `fusion failed on ${input.type} of ${device}: ${toAisleError(thrown).message}`);
    }
    for (const event of events) listener.event(event, t);
    pass(input, listener, kinds);
    listener.advance(t);
  };
  const inputs = () => inTurns(recording.inputs(), player.turn);
  const { signal } = player;
  const played = await replayInputs({ ...recording, inputs }, observe, { pace: "max", signal });
  if (!played.closed && !played.stopped) observe({ kind: "clock", type: "closing", at: played.endedAt });
  return { readings: played.readings, dropped: 0 };
}

function pass(input: RecordedInput, listener: ReplayListener, kinds: ReturnType<typeof devicesOf>): void {
  if (isReading(input)) listener.reading(input);
  else if (input.kind === "device") {
    const kind = kinds.get(input.device)?.kind;
    if (kind !== undefined) listener.status({ device: input.device, kind, status: input.status });
  }
}
