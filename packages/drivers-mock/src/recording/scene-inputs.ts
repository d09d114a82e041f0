import type { Reading } from "@aisle/sdk";
// Types only: who plays scenes need not load what reads recordings.
import type { RecordedInput } from "@aisle/sdk/recording";
import type { ReadingSource } from "../playback/index.ts";
import type { SceneReading } from "../scene/index.ts";

/** Milliseconds between two ticks, as of a running store. */
const tickEvery = 250;

/**
 * What fusion would be told of a source in a running store whose devices never fail: its readings and a tick four times a
 * second, in order of arrival. Several times quicker than a hub with its devices; a store's statuses are not in it.
 */
export async function* sceneInputs({
  startsAt,
  readings,
}: Pick<ReadingSource, "startsAt" | "readings">): AsyncGenerator<readonly RecordedInput[], void, undefined> {
  const said = new Map<string, number>();
  let ticksAt = startsAt + tickEvery;
  for await (const batch of readings()) {
    const inputs: RecordedInput[] = [];
    for (const reading of batch) {
      for (; ticksAt <= reading.receivedAt; ticksAt += tickEvery) {
        inputs.push({ kind: "clock", type: "tick", at: ticksAt });
      }
      const seq = (said.get(reading.device) ?? 0) + 1;
      said.set(reading.device, seq);
      inputs.push(readingOf(reading, seq));
    }
    yield inputs;
  }
}

/** A reading of a scene as a hub hands it out, `seq` being its number among those of its device. */
export function readingOf({ receivedAt, device, kind, reading }: SceneReading, seq: number): Reading {
  const { type, data, at = receivedAt } = reading;
  // Kind and reading belong together, as they did on the line.
  return { device, kind, type, at, receivedAt, run: 1, seq, data } as Reading;
}
