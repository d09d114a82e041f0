import type { Clock } from "@aisle/sdk";
import type { OnvifCounts } from "../counts.ts";
import type { TopicFilter } from "./topic-filter.ts";

/** One pull point: a bounded queue and at most one pull that waits. */
export interface Subscription {
  readonly id: number;
  readonly wants: TopicFilter;
  /** When it ends, by the clock. */
  endsAt: number;
  /** How far each pull puts the end off; nothing where only `Renew` does. */
  readonly keptAliveMs: number | undefined;
  /** Whether a pull waits: there may be one at a time. */
  readonly waiting: boolean;
  push(message: string): void;
  /** Up to `limit` messages, as soon as there is one, or none after `waitMs`. */
  pull(waitMs: number, limit: number, signal?: AbortSignal): Promise<readonly string[]>;
  /** Gives the pull that waits what there is. */
  end(): void;
}

/** Messages that wait in a subscription at most; the oldest goes first. */
export const mostQueued = 100;

/** A subscription with an empty queue. */
export function createSubscription(
  identity: Pick<Subscription, "id" | "wants" | "endsAt" | "keptAliveMs">,
  clock: Clock,
  counts: OnvifCounts["events"],
): Subscription {
  const queue: string[] = [];
  let release: (() => void) | undefined;

  const take = (limit: number): readonly string[] => {
    const taken = queue.splice(0, limit);
    counts.delivered += taken.length;
    return taken;
  };

  return {
    ...identity,
    get waiting() {
      return release !== undefined;
    },
    push(message) {
      if (queue.length >= mostQueued) {
        queue.shift();
        counts.dropped++;
      }
      queue.push(message);
      release?.();
    },
    pull(waitMs, limit, signal) {
      if (signal?.aborted === true) return Promise.resolve([]);
      if (queue.length > 0 || waitMs <= 0) return Promise.resolve(take(limit));
      return new Promise((resolve) => {
        const settle = (): void => {
          cancel();
          signal?.removeEventListener("abort", settle);
          if (release === settle) release = undefined;
          // Nobody is there any more to be given them: they wait for the next pull.
          resolve(signal?.aborted === true ? [] : take(limit));
        };
        const cancel = clock.schedule(waitMs, settle);
        release = settle;
        signal?.addEventListener("abort", settle);
      });
    },
    end() {
      release?.();
    },
  };
}
