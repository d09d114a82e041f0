import { describe, expect, it } from "vitest";
import type { GateImage } from "./decode.ts";
import { GateWatch } from "./gate-watch.ts";
import { turnstileProfile } from "./profile.ts";
import { pulseRelay } from "./profiles/pulse-relay.ts";

const idle: GateImage = { inputs: { passIn: false, passOut: false }, counters: {} };
const hour = 3_600_000;

describe("a window that only the clock tells of", () => {
  /** Looks every 50 ms for so long, by a clock that is set by `step` ms after the first look. */
  function ranOutAfter(step: number): number | undefined {
    const watch = new GateWatch(turnstileProfile.parse(pulseRelay));
    watch.look(idle, 10 * hour);
    watch.sent("in", "a", 10 * hour + 10);
    for (let at = 50; at < 20_000; at += 50) {
      if (watch.look(idle, 10 * hour + at + step).readings.length > 0) return at;
    }
    return undefined;
  }

  it("runs out when its time is over", () => {
    expect(ranOutAfter(0)).toBe(5_050);
  });

  it.each([-hour, hour])("neither runs out early nor stays open when the host's clock is set by %i ms", (step) => {
    const at = ranOutAfter(step);
    expect(at).toBeGreaterThan(2_500);
    expect(at).toBeLessThan(7_500);
  });

  it("runs out for each way by itself", () => {
    const watch = new GateWatch(turnstileProfile.parse(pulseRelay));
    watch.look(idle, 0);
    watch.sent("in", "a", 0);
    watch.look(idle, 1_000);
    watch.sent("out", "b", 1_000);
    const said = [2_000, 3_000, 4_000, 5_000, 6_000, 7_000].flatMap((at) =>
      watch.look(idle, at).readings.map(({ data }) => [at, data]),
    );
    expect(said).toEqual([
      [5_000, { phase: "timed-out", direction: "in" }],
      [6_000, { phase: "timed-out", direction: "out" }],
    ]);
  });
});
