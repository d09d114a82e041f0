import { type Replay, watchReplay } from "@aisle/console";
import { createPlayback, type ReadingSource } from "@aisle/drivers-mock";
import { fuse } from "@aisle/fusion";
import { openHub, VirtualClock } from "@aisle/sdk";

/** A scene, or anything else that playback takes, to be looked at. */
export function watchScene({ store, startsAt, ...source }: ReadingSource): Replay {
  return watchReplay({
    name: store.name,
    model: store,
    startsAt,
    async play(player) {
      async function* readings() {
        for await (const batch of source.readings()) {
          await player.turn(); // the page is served meanwhile
          yield batch;
        }
      }
      const clock = new VirtualClock(startsAt);
      const { run, ...parts } = createPlayback({ source: { store, startsAt, readings }, clock });
      await using hub = await openHub({ ...parts, clock });
      const fusion = fuse(hub, store, { clock });
      player.follow(hub, fusion, clock);
      await run({ pace: "max", signal: player.signal });
      fusion.closeStore();
      fusion.stop();
    },
  });
}
