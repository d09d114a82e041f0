import { describe, expect, it } from "vitest";
import { frameAt, pickAt, start } from "../testing/fake-tape.ts";
import { createLiveView } from "./live-view.ts";

/** Ten seconds of frames that come late by what `delayOf` says; the shown times of pictures 16 ms apart. */
function shownTimes(delayOf: (i: number) => number): readonly number[] {
  const view = createLiveView();
  const arrivals = Array.from({ length: 100 }, (_, i) => ({ at: i * 100 + delayOf(i), t: start + i * 100 }));
  arrivals.sort((a, b) => a.at - b.at || a.t - b.t);
  const shown: number[] = [];
  let next = 0;
  for (let now = 0; now < 10_000; now += 16) {
    for (; next < arrivals.length && arrivals[next]!.at <= now; next++) {
      const { t } = arrivals[next]!;
      view.add({ k: "frame", t, frame: frameAt(t) }, now);
    }
    const seen = view.view(now);
    if (seen !== undefined) shown.push(seen.t);
  }
  return shown;
}

describe("the living floor", () => {
  it("moves evenly though frames come in bursts", () => {
    const shown = shownTimes((i) => (i * 37) % 67);
    const steps = shown.slice(60).map((t, i) => t - shown[i + 59]!);
    expect(Math.min(...steps)).toBeGreaterThan(14);
    expect(Math.max(...steps)).toBeLessThan(18);
  });

  it("is shown less than a third of a second late", () => {
    const shown = shownTimes(() => 20);
    // The last picture was made 9,984 ms after the first frame.
    expect(start + 9_984 - shown.at(-1)!).toBeLessThan(300);
  });

  it("never goes back in time", () => {
    const shown = shownTimes((i) => (i % 13 === 0 ? 400 : 10));
    for (let i = 1; i < shown.length; i++) expect(shown[i]).toBeGreaterThanOrEqual(shown[i - 1]!);
  });

  it("stands still at the newest frame when none comes", () => {
    const view = createLiveView();
    for (let i = 0; i < 10; i++) view.add({ k: "frame", t: start + i * 100, frame: frameAt(start + i * 100) }, i * 100);
    expect(view.view(60_000)?.t).toBe(start + 900);
    expect(view.view(70_000)?.t).toBe(start + 900);
  });

  it("jumps where the store's time jumped", () => {
    const view = createLiveView();
    view.add({ k: "frame", t: start, frame: frameAt(start) }, 0);
    view.view(10);
    const later = start + 3_600_000;
    view.add({ k: "frame", t: later, frame: frameAt(later) }, 100);
    expect(view.view(100)!.t).toBeGreaterThan(later - 300);
  });

  it("lets a plate flash at once, and for a second and a half", () => {
    const view = createLiveView();
    for (let i = 0; i < 10; i++) view.add({ k: "frame", t: start + i * 100, frame: frameAt(start + i * 100) }, i * 100);
    view.add(pickAt(start + 900, 1), 900);
    const [flash] = view.view(900)!.flashes;
    expect(flash).toMatchObject({ kind: "pick", plates: ["g1/s1/p1"] });
    expect(flash!.t).toBeLessThanOrEqual(view.view(900)!.t);
    for (let i = 10; i < 40; i++)
      view.add({ k: "frame", t: start + i * 100, frame: frameAt(start + i * 100) }, i * 100);
    expect(view.view(4_000)!.flashes).toEqual([]);
  });

  it("keeps only so many frames", () => {
    const view = createLiveView();
    for (let i = 0; i < 1_000; i++)
      view.add({ k: "frame", t: start + i * 100, frame: frameAt(start + i * 100) }, i * 100);
    expect(view.newest).toBe(start + 99_900);
    expect(view.view(99_900)!.people[0]!.x).toBeCloseTo(99.75, 1);
  });
});
