import { VirtualClock } from "@aisle/sdk";
import { describe, expect, it } from "vitest";
import { poll } from "./poll.ts";

describe("a poll", () => {
  it.each([-3_600_000, 3_600_000])("goes on at its period when the host's clock is set by %i ms", async (step) => {
    const clock = new VirtualClock(10_000_000);
    let offset = 0;
    const stepped = {
      now: () => clock.now() + offset,
      schedule: (ms: number, task: () => void) => clock.schedule(ms, task),
    };
    let asked = 0;
    const ask = (): Promise<void> => {
      asked += 1;
      // While the answer is awaited.
      if (asked === 3) offset = step;
      return Promise.resolve();
    };
    const polling = poll(ask, 100, stepped).subscribe();
    await clock.run(10_001_000);
    expect(asked).toBeGreaterThanOrEqual(10);
    expect(asked).toBeLessThanOrEqual(12);
    polling.unsubscribe();
    expect(clock.nextTimerAt()).toBeUndefined();
  });
});
