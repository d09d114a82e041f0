import path from "node:path";
import { createPlayback, openScene, type Pace } from "@aisle/drivers-mock";
import { fuse } from "@aisle/fusion";
import { type Clock, openHub, VirtualClock } from "@aisle/sdk";
import { expect, it } from "vitest";

const scenes = path.resolve(import.meta.dirname, "../../../examples/scenes");

/** Real time that goes by as soon as somebody waits for it, in steps that are never quite what was asked for. */
function hastyClock(): Clock {
  let now = 0;
  return {
    now: () => now,
    schedule(ms, fn) {
      now += ms + (now % 7);
      const handle = setImmediate(fn);
      return () => clearImmediate(handle);
    },
  };
}

/** Everything that fusion says of a scene, played through a hub. */
async function played(name: string, pace: Pace): Promise<string[]> {
  const scene = await openScene(path.join(scenes, name));
  const clock = new VirtualClock(scene.startsAt);
  const playback = createPlayback({ source: scene, clock });
  await using hub = await openHub({ ...playback, clock });
  using fusion = fuse(hub, scene.store, { clock });
  const events: string[] = [];
  fusion.events$.subscribe((event) => events.push(JSON.stringify(event)));
  await playback.run({ pace, realClock: hastyClock() });
  fusion.closeStore();
  return events;
}

it("says the same to the byte of a scene that is played in real time, or as fast as it goes", async () => {
  const fast = await played("no-cameras", "max");
  expect(fast.length).toBeGreaterThan(10);
  expect(await played("no-cameras", 1)).toEqual(fast);
  expect(await played("no-cameras", 7.3)).toEqual(fast);
}, 60_000);
