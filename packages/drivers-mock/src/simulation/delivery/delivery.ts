import type { SceneReading } from "../../scene/index.ts";
import type { Chance } from "../chance/index.ts";
import type { Difficulty } from "../settings.ts";
import { ArrivalQueue } from "./arrival-queue.ts";
import { createOutages } from "./outages.ts";

/** How long one kind of device takes to be heard: milliseconds after what it says was measured. */
export interface Latency {
  readonly mean: number;
  readonly sd: number;
  readonly least: number;
}

/** The way from the devices to the host: delay, jitter, now and then late or twice. */
export interface Delivery {
  /** Sends a reading at `sentAt`, a time of the store. */
  send(unstamped: (receivedAt: number) => SceneReading, sentAt: number, latency: Latency): void;
  /** What arrives up to `until`, in order. */
  take(until: number): readonly SceneReading[];
  /** How many are on their way. */
  readonly pending: number;
}

const longestDelayMs = 1500;

/** The network of the store. */
export function createDelivery(difficulty: Difficulty, chance: Chance): Delivery {
  const queue = new ArrivalQueue();
  const isCutOff = createOutages(difficulty.outagesPerHour, chance.fork("outages"));
  const delay = (latency: Latency): number =>
    Math.max(latency.least, chance.normal(latency.mean, latency.sd * difficulty.jitter));
  return {
    send(unstamped, sentAt, latency) {
      const late = chance.yes(difficulty.lateReadings) ? chance.between(200, longestDelayMs) : 0;
      const reading = unstamped(Math.ceil(sentAt + delay(latency) + late));
      if (isCutOff(reading.device, sentAt)) return;
      queue.push(reading);
      if (chance.yes(difficulty.duplicateReadings))
        queue.push(unstamped(reading.receivedAt + Math.ceil(delay(latency))));
    },
    take: (until) => queue.take(until),
    get pending() {
      return queue.size;
    },
  };
}
