import { defineDriver } from "@aisle/sdk";
import { Observable } from "rxjs";

/** Milliseconds since the epoch with their fractions, the same in all processes of the machine to some microseconds. */
export const sharedNow = () => performance.timeOrigin + performance.now();

/** A shelf of eight plates that says its weights so often; `dt` carries when, to measure the way to the host. */
export const shelf = defineDriver({
  id: "bench-shelf",
  kind: "weight-shelf",
  transport: "none",
  settings: { "~standard": { version: 1, vendor: "bench", validate: (value) => ({ value }) } },
  liveness: { within: 5_000 },
  open: ({ settings: { every, offset } }) => ({
    readings: new Observable((subscriber) => {
      let interval;
      const say = () => {
        const grams = new Float32Array(8).fill(250);
        subscriber.next({ type: "weights", data: { grams, samples: 1, plates: 8, dt: sharedNow() } });
      };
      const start = setTimeout(() => {
        interval = setInterval(say, every);
      }, offset);
      return () => {
        clearTimeout(start);
        clearInterval(interval);
      };
    }),
    commands: { tare: () => process.kill(process.pid, "SIGKILL") },
  }),
});
