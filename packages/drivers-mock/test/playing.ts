import { type DeviceStatusChange, openHub, type Reading, VirtualClock } from "@aisle/sdk";
import { createPlayback, type ReadingSource, type RunOptions } from "../src/playback/index.ts";
import { everything, opensAt, tinyScene } from "./tiny-scene.ts";

/** Plays a source through a hub and gives all that came out of it. */
export async function play(source: ReadingSource, options: Partial<RunOptions> = {}) {
  const clock = new VirtualClock(source.startsAt);
  const { run, ...parts } = createPlayback({ source, clock });
  await using hub = await openHub({ ...parts, clock, random: () => 0.5 });
  const readings: Reading[] = [];
  const statuses: (DeviceStatusChange & { readonly at: number })[] = [];
  hub.readings$.subscribe((reading) => readings.push(reading));
  hub.statuses$.subscribe((change) => statuses.push({ ...change, at: clock.now() - opensAt }));
  const summary = await run({ pace: "max", ...options });
  return { readings, statuses, summary };
}

/** Moves a stand-in for real time on, whenever the playback waits for it. */
export async function letRealTimePass(clock: VirtualClock, ms: number): Promise<void> {
  const end = clock.now() + ms;
  for (let idle = 0; idle < 300; idle++) {
    await clock.settle();
    const next = clock.nextTimerAt();
    if (next === undefined || next > end) continue;
    clock.advanceTo(next);
    idle = 0;
  }
  clock.advanceTo(end);
}

/** The same, until the playback is done. */
export async function letItEnd<T>(clock: VirtualClock, playing: Promise<T>): Promise<T> {
  let done = false;
  const end = (): void => {
    done = true;
  };
  playing.then(end, end);
  while (!done) {
    await clock.settle();
    const next = clock.nextTimerAt();
    if (next !== undefined) clock.advanceTo(next);
  }
  return playing;
}

/** A source that gives the readings of such lines without a file in between. */
export async function loaded(content: readonly string[]): Promise<ReadingSource> {
  const { scene } = await tinyScene(content);
  const all = await everything(scene);
  return { store: scene.store, startsAt: scene.startsAt, readings: () => [all] };
}
