/** A process of its own, with `--expose-gc`: the heap after a scene was played through hub and fusion, as JSON. */
import { createPlayback, openScene } from "@aisle/drivers-mock";
import { fuse } from "@aisle/fusion";
import { openHub, silentLogger, VirtualClock } from "@aisle/sdk";

const scene = await openScene(process.argv[2] ?? "");
const clock = new VirtualClock(scene.startsAt);
const playback = createPlayback({ source: scene, clock });
await using hub = await openHub({ ...playback, clock, log: silentLogger });
using fusion = fuse(hub, scene.store, { clock });
let receipts = 0;
fusion.receipts$.subscribe(() => receipts++);
await playback.run({ pace: "max" });
fusion.closeStore();
(globalThis as { gc?: () => void }).gc?.();
console.log(JSON.stringify({ heap: process.memoryUsage().heapUsed / 1e6, receipts }));
