import type { StorePoint } from "@aisle/sdk";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cameraView } from "./camera-view.ts";
import { handsAt } from "./hands.ts";
import { addWrist } from "./track-history.ts";
import type { Track } from "./tracker-state.ts";
import { putTrack, stateAt, t0 } from "./tracks.fixture.ts";
import { lookingAt } from "./walkers.fixture.ts";

const centres: readonly StorePoint[] = [
  [0, 0, 2.5],
  [4, 0, 2.6],
  [2, 7, 2.7],
  [-0.02, -0.03, 2.5],
];
const views = centres.map((centre, k) => cameraView(lookingAt(`c${k}`, centre, [2, 3, 1])));
/** The person stands here. */
const [bodyX, bodyY] = [2, 3];

type Look = readonly [camera: number, point: StorePoint, ms?: number];

/** A track whose wrists these cameras saw in the direction of a point; camera −1 measured it. */
function seen(...looks: readonly Look[]): Track {
  const track = putTrack(stateAt(), bodyX, bodyY);
  for (const [camera, [x, y, z], ms = 0] of looks) {
    const [cx, cy, cz] = centres[camera] ?? [0, 0, 0];
    addWrist(track.wrists, t0 + ms, camera, x - cx, y - cy, z - cz);
  }
  return track;
}
const hands = (...looks: readonly Look[]): StorePoint[] => handsAt(seen(...looks), views, t0 + 200, bodyX, bodyY);
const apart = ([x, y, z]: StorePoint, [a, b, c]: StorePoint): number => Math.hypot(x - a, y - b, z - c);
const hand: StorePoint = [2.4, 3.2, 1.2];

describe("a hand that two cameras see", () => {
  it("is where they see it, wherever it is, and is one hand however many more see it", () => {
    const offset = fc.double({ min: -0.6, max: 0.6, noNaN: true });
    const height = fc.double({ min: 0.3, max: 1.9, noNaN: true });
    fc.assert(
      fc.property(offset, offset, height, (dx, dy, z) => {
        const point: StorePoint = [bodyX + dx, bodyY + dy, z];
        for (const cameras of [
          [0, 1],
          [1, 2],
          [2, 0],
          [2, 1, 0],
        ]) {
          const found = hands(...cameras.map((camera): Look => [camera, point]));
          expect(found).toHaveLength(1);
          expect(apart(found[0]!, point)).toBeLessThan(1e-6);
        }
      }),
    );
  });

  it("is in the middle between their rays, if these pass within a quarter of a metre", () => {
    const [found, ...more] = hands([0, hand], [1, [2.4, 3.2, 1.3]]);
    expect([found![2] > 1.22 && found![2] < 1.28, more.length]).toEqual([true, 0]);
    expect(Math.hypot(found![0] - 2.4, found![1] - 3.2)).toBeLessThan(0.05);
    expect(hands([0, hand], [1, [2.4, 3.2, 1.75]])).toHaveLength(2);
  });

  it("is the same within 150 ms", () => {
    const told = (ms: number): boolean => hands([0, hand], [1, hand, ms]).some((found) => apart(found, hand) < 1e-6);
    expect([told(150), told(151)]).toEqual([true, false]);
  });

  it("is not told from cameras side by side, nor behind one, nor where no hand can be", () => {
    const met = (...looks: readonly Look[]): boolean => hands(...looks).some((found) => apart(found, hand) < 1e-6);
    expect([met([0, hand], [2, hand]), met([0, hand], [3, hand])]).toEqual([true, false]);
    const [cx, cy, cz] = centres[1]!;
    expect(met([0, hand], [1, [2 * cx - hand[0], 2 * cy - hand[1], 2 * cz - hand[2]]])).toBe(false);
    const high: StorePoint = [2.2, 3.1, 2.41];
    expect(hands([0, high], [1, high]).some((found) => apart(found, high) < 1e-6)).toBe(false);
    const low: StorePoint = [2.2, 3.1, 2.39];
    expect(hands([0, low], [1, low]).some((found) => apart(found, low) < 1e-6)).toBe(true);
    const far: StorePoint = [3.31, 3, 1.2];
    expect(hands([0, far], [1, far]).some((found) => apart(found, far) < 1e-6)).toBe(false);
    const near: StorePoint = [3.29, 3, 1.2];
    expect(hands([0, near], [1, near]).some((found) => apart(found, near) < 1e-6)).toBe(true);
  });
});

describe("two hands", () => {
  const other: StorePoint = [1.7, 2.5, 0.9];

  it("are both told where both are seen by two cameras, or three", () => {
    for (const cameras of [
      [0, 1],
      [1, 2],
      [0, 1, 2],
    ]) {
      const found = hands(
        ...cameras.flatMap((camera): Look[] => [
          [camera, hand],
          [camera, other],
        ]),
      );
      expect(found).toHaveLength(2);
      for (const point of [hand, other]) expect(Math.min(...found.map((one) => apart(one, point)))).toBeLessThan(1e-6);
    }
  });

  it("are two for one camera that shows two, even close to each other", () => {
    expect(hands([0, hand], [0, [2.42, 3.2, 1.2]])).toHaveLength(2);
    expect(hands([0, hand], [1, hand], [0, other])).toHaveLength(2);
  });

  it("are all there are", () => {
    expect(hands([0, hand], [0, other], [0, [2.3, 2.6, 1.5]])).toHaveLength(2);
    const points = [hand, other, [2.3, 2.6, 1.5]] as const;
    expect(hands(...points.map((point): Look => [-1, point]))).toHaveLength(2);
  });
});

describe("a hand that was measured", () => {
  it("comes first, if it is within 1.3 m of the body, and a camera's ray to it is no other hand", () => {
    expect(hands([0, hand], [-1, hand])).toEqual([hand]);
    expect(hands([-1, [3.29, 3, 1]])).toEqual([[3.29, 3, 1]]);
    expect(hands([-1, [3.31, 3, 1]])).toEqual([]);
    const [first, second] = hands([0, [1.7, 2.5, 0.9]], [-1, hand]);
    expect([first, second !== undefined]).toEqual([hand, true]);
  });
});

describe("a hand that one camera sees", () => {
  it("is on its ray, no farther than an arm from the body's axis, and none where the ray passes 1.3 m off", () => {
    const offset = fc.double({ min: -0.7, max: 0.7, noNaN: true });
    fc.assert(
      fc.property(offset, offset, (dx, dy) => {
        const point: StorePoint = [bodyX + dx, bodyY + dy, 1.1];
        const [found, ...more] = hands([0, point]);
        expect(more).toEqual([]);
        expect(Math.hypot(found![0] - bodyX, found![1] - bodyY)).toBeLessThanOrEqual(0.8 + 1e-9);
        expect(found![2]).toBeGreaterThan(0);
      }),
    );
    expect(hands([0, [2 + 1.5, 3 - 1, 1.1]])).toEqual([]);
  });

  it("is where the ray passes nearest, counting height little, about 1.1 m high", () => {
    const [found] = hands([0, [2, 3, 1.1]]);
    expect(apart(found!, [2, 3, 1.1])).toBeLessThan(1e-9);
    const [aside] = hands([1, [2.3, 3.4, 1.1]]);
    expect(Math.hypot(aside![0] - 2, aside![1] - 3)).toBeLessThan(0.5);
    expect(Math.abs(aside![2] - 1.1)).toBeLessThan(0.25);
  });
});

describe("old looks", () => {
  it("of a camera do not count beside its newest, and none older than 300 ms, or later than asked", () => {
    expect(hands([0, hand], [0, hand, 67], [0, hand, 134])).toHaveLength(1);
    const track = seen([0, hand]);
    const count = (ms: number): number => handsAt(track, views, t0 + ms, bodyX, bodyY).length;
    expect([count(-1), count(0), count(300), count(301)]).toEqual([0, 1, 1, 0]);
  });
});
