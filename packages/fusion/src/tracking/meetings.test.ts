import { describe, expect, it } from "vitest";
import { createTracker, type Tracker } from "./tracker.ts";
import { testStore } from "./walkers.fixture.ts";

const from = 1_000_000;

interface Walker {
  x: number;
  y: number;
  height: number;
}

/** Two people under a pose sensor that gives no ids; each scan is 100 ms after the one before. */
class Floor {
  readonly tracker: Tracker = createTracker(testStore({ cameras: [], ceilings: [{ id: "c", fps: 10 }] }));
  at = from;
  one: Walker = { x: 0.6, y: 2.6, height: 1.75 };
  other: Walker = { x: 0.6, y: 3.4, height: 1.55 };

  scan(): void {
    this.at += 100;
    const people = [this.one, this.other].map(({ x, y, height }) => ({ head: [x, y, height] as const, score: 0.9 }));
    this.tracker.observePoses(0, this.at, people);
  }

  /** Both walk on a straight line to a place, in so many scans. */
  walk(scans: number, [x, y]: readonly [number, number], [u, v]: readonly [number, number]): void {
    const { one, other } = this;
    const step = (walker: Walker, toX: number, toY: number, left: number): void => {
      walker.x += (toX - walker.x) / left;
      walker.y += (toY - walker.y) / left;
    };
    for (let left = scans; left > 0; left--) {
      step(one, x, y, left);
      step(other, u, v, left);
      this.scan();
    }
  }

  numberAt({ x, y }: Walker): number | undefined {
    return this.tracker.tracks().find((track) => Math.hypot(track.x - x, track.y - y) < 0.4)?.id;
  }

  /** They come in, walk apart, and then stand before each other. */
  meet(): readonly [number | undefined, number | undefined] {
    this.walk(30, [3, 1.5], [3, 4.5]);
    this.walk(20, [3, 1.5], [3, 4.5]);
    const numbers = [this.numberAt(this.one), this.numberAt(this.other)] as const;
    this.walk(20, [3, 2.8], [3, 3.2]);
    return numbers;
  }

  /** Each takes the other's place between two scans, as if nobody could tell them apart there. */
  mistake(): void {
    const { one, other } = this;
    [one.height, other.height] = [other.height, one.height];
    this.tracker.drainEvents();
  }

  exchanges(): unknown[] {
    return this.tracker.drainEvents().filter(({ type }) => type === "exchanged");
  }
}

describe("two who met", () => {
  it("and were taken for each other get their numbers back 1.5 s after they have parted", () => {
    const floor = new Floor();
    const [one, other] = floor.meet();
    const { height } = floor.one;
    // The heads that stood there go on elsewhere: what was one's track follows the other.
    const state = floor.tracker.snapshot();
    for (const track of state.tracks) track.motion.state[4] = track.motion.state[4]! > 1.65 ? 1.55 : 1.75;
    floor.tracker.restore(state);
    floor.mistake();
    floor.walk(10, [3, 2.3], [3, 3.7]);
    floor.walk(8, [3, 1.5], [3, 4.5]);
    expect(floor.exchanges()).toEqual([]);
    expect([floor.numberAt(floor.one), floor.numberAt(floor.other)]).toEqual([one, other]);
    floor.walk(6, [3, 1.5], [3, 4.5]);
    const [event, ...more] = floor.exchanges();
    expect([event, more]).toMatchObject([{ type: "exchanged", track: other, other: one }, []]);
    expect([floor.numberAt(floor.one), floor.numberAt(floor.other)]).toEqual([other, one]);
    expect(floor.one.height).not.toBe(height);
    expect(floor.tracker.tracks().map(({ id }) => id)).toEqual([1, 2]);
  });

  it("keep what they did before they met, and take over what they have done since", () => {
    const floor = new Floor();
    const [one] = floor.meet();
    const metAt = floor.at;
    const state = floor.tracker.snapshot();
    for (const track of state.tracks) track.motion.state[4] = track.motion.state[4]! > 1.65 ? 1.55 : 1.75;
    floor.tracker.restore(state);
    floor.mistake();
    floor.walk(30, [3, 1.5], [3, 4.5]);
    expect(floor.tracker.positionAt(one!, metAt - 2000)?.y).toBeLessThan(2);
    expect(floor.tracker.positionAt(one!, floor.at - 500)?.y).toBeGreaterThan(4);
  });

  it("and kept apart keep their numbers", () => {
    const floor = new Floor();
    const numbers = floor.meet();
    floor.walk(40, [3, 1.5], [3, 4.5]);
    expect(floor.exchanges()).toEqual([]);
    expect([floor.numberAt(floor.one), floor.numberAt(floor.other)]).toEqual(numbers);
    expect(floor.tracker.snapshot().meetings).toEqual([]);
  });
});
