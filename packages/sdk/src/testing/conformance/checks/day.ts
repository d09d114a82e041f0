import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { isWorking } from "../../../status/machine.ts";
import type { Check, Finding } from "../check.ts";
import { Rig, say } from "../rig.ts";
import { livenessOf } from "./liveness.ts";

const day = 86_400_000;
/** A device that speaks very often speaks so often and no more: a day of it, seen through the holes of a sieve. */
const mostFrames = 100_000;
/** What may stay from each frame, and from all of them together, in bytes: less than the smallest object. */
const perFrame = 8;
const altogether = 1_048_576;

/** Bytes in use once nothing that is garbage is left. */
function bytesInUse(): number {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  collect();
  collect();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

/** A day goes by. */
export const dayCheck: Check = {
  id: "virtual-day",
  level: "silver",
  title: "stays online through a day of traffic in constant memory and misses no reading",
  async run(subject): Promise<Finding> {
    const { frames, pace = 0 } = subject.fixture;
    const liveness = await livenessOf(subject);
    const most = typeof liveness === "object" && "within" in liveness ? liveness.within / 2 : 2_000;
    const every = Math.max(pace, Math.min(most, 2_000));
    const count = Math.min(Math.floor(day / every), mostFrames);
    const rig = await Rig.open(subject);
    try {
      const problem = await rig.bringOnline();
      if (problem !== undefined) return problem;
      const statuses = rig.statuses.length;
      let [seq, expected, came, early] = [rig.take().at(-1)?.seq ?? 0, 0, 0, 0];
      const end = rig.clock.now() + count * every;
      const quarter = Math.floor(count / 4);
      for (let index = 0; rig.clock.now() < end; index += 1) {
        const frame = frames[index % frames.length]!;
        rig.hardware.send(frame);
        expected += frame.readings.length;
        await rig.run(every);
        rig.hardware.forget();
        for (const reading of rig.take()) {
          if (reading.seq !== seq + 1) return `reading ${reading.seq} follows ${seq}: some were dropped`;
          seq = reading.seq;
          came += 1;
        }
        if (index === quarter) early = bytesInUse();
      }
      if (rig.statuses.length > statuses || !isWorking(rig.status)) {
        return `after ${came} readings it did not stay online; it is ${say(rig.statuses[statuses] ?? rig.status)}`;
      }
      if (came < expected) return `expected ${expected} readings, got ${came}`;
      const grown = bytesInUse() - early;
      const allowed = altogether + perFrame * (count - quarter);
      return grown <= allowed
        ? undefined
        : `memory grew by ${Math.round(grown / 1_024)} KiB over ${count - quarter} frames; something is kept of each`;
    } finally {
      await rig.close();
    }
  },
};
