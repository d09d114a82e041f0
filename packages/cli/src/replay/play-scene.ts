import { createPlayback, type Scene } from "@aisle/drivers-mock";
import { fuse } from "@aisle/fusion";
import { openHub, silentLogger, VirtualClock } from "@aisle/sdk";
import type { CliIo } from "../io/io.ts";
import type { ReplayListener } from "../record/index.ts";

/** Plays a scene through a hub and fusion in virtual time; at its end the store closes. */
export async function playScene(
  scene: Scene,
  io: CliIo,
  { speed, signal, onEvent, onFault, onProgress, onAdvance, onEnd }: ReplayListener,
): Promise<{ readonly readings: number; readonly dropped: number; readonly storeMs: number }> {
  const clock = new VirtualClock(scene.startsAt);
  const playback = createPlayback({ source: scene, clock });
  // The hub keeps going when something inside throws; a replay says so and does not call its result good.
  const log = { ...silentLogger, error: onFault };
  await using hub = await openHub({ ...playback, clock, log });
  using fusion = fuse(hub, scene.store, { clock, log });
  fusion.events$.subscribe(onEvent);
  if (onAdvance !== undefined) hub.readings$.subscribe(() => onAdvance(fusion.engine));
  const { readings, dropped } = await playback.run({ pace: speed, signal, onProgress, realClock: io.clock });
  fusion.closeStore();
  onEnd?.(fusion.engine);
  return { readings, dropped, storeMs: clock.now() - scene.startsAt };
}
