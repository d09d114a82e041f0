import type { StorePoint } from "@aisle/sdk";
import { describe, expect, it } from "vitest";
import { armLength } from "./body-limits.ts";
import { cameraView } from "./camera-view.ts";
import { handsAt } from "./hands.ts";
import { addWrist } from "./track-history.ts";
import { putTrack, stateAt, t0 } from "./tracks.fixture.ts";
import { lookingAt } from "./walkers.fixture.ts";

const centres: readonly StorePoint[] = [
  [0, 0, 2.5],
  [4, 0, 2.6],
];
const views = centres.map((centre, k) => cameraView(lookingAt(`c${k}`, centre, [2, 3, 1])));
/** The person stands here. */
const [bodyX, bodyY] = [2, 3];

type Look = readonly [camera: number, point: StorePoint, ms?: number];

/** Where hands are that cameras saw in the direction of a point; camera −1 measured it. */
function hands(...looks: readonly Look[]): StorePoint[] {
  const track = putTrack(stateAt(), bodyX, bodyY);
  for (const [camera, [x, y, z], ms = 0] of looks) {
    const [cx, cy, cz] = centres[camera] ?? [0, 0, 0];
    addWrist(track.wrists, t0 + ms, camera, x - cx, y - cy, z - cz);
  }
  return handsAt(track, views, t0 + 200, bodyX, bodyY);
}

const sq = (v: number): number => v * v;
const on = (camera: number, [x, y, z]: StorePoint, share: number): StorePoint => {
  const [cx, cy, cz] = centres[camera]!;
  return [cx + share * (x - cx), cy + share * (y - cy), cz + share * (z - cz)];
};

/** The share of the way from a camera to a point (and on) at which something is least. */
function least(of: (share: number) => number): number {
  let [low, high] = [0, 4];
  for (let k = 0; k < 200; k++) {
    const [a, b] = [low + (high - low) / 3, high - (high - low) / 3];
    if (of(a) < of(b)) high = b;
    else low = a;
  }
  return low;
}

/** Where a lone ray comes nearest to the body, height counting for 15 %, and no farther from it than an arm. */
function lone(camera: number, point: StorePoint): StorePoint {
  const cost = ([x, y, z]: StorePoint): number => sq(x - bodyX) + sq(y - bodyY) + 0.15 * sq(z - 1.1);
  const [x, y, z] = on(
    camera,
    point,
    least((share) => cost(on(camera, point, share))),
  );
  const pull = Math.min(1, armLength / Math.hypot(x - bodyX, y - bodyY));
  return [bodyX + (x - bodyX) * pull, bodyY + (y - bodyY) * pull, z];
}
const near = (point: StorePoint): unknown => point.map((v) => expect.closeTo(v, 6) as unknown);
const [left, right]: StorePoint[] = [
  [1.7, 3.3, 1.2],
  [2.3, 2.7, 0.9],
];

describe("a hand that one camera sees", () => {
  it("is where its ray is nearest to the body, and never farther from it than an arm", () => {
    for (const camera of [0, 1]) {
      for (const point of [left!, right!, [2.9, 2.4, 1.2], [1.1, 3.7, 1.2], [2.6, 2.2, 1.4]] as StorePoint[]) {
        expect(hands([camera, point])).toEqual([near(lone(camera, point))]);
      }
    }
    const [far] = hands([0, [2.9, 2.2, 1.2]]);
    expect(Math.hypot(far![0] - bodyX, far![1] - bodyY)).toBeCloseTo(armLength, 9);
  });

  it("is none behind the camera, above 2.4 m, below the floor, nor 1.3 m off the body", () => {
    const [cx, cy, cz] = centres[0]!;
    expect(hands([0, [2 * cx - 1.7, 2 * cy - 3.3, 2 * cz - 1.2]])).toEqual([]);
    expect([hands([0, [2, 3, 2.45]]), hands([0, [2, 3, 2.35]]).length]).toEqual([[], 1]);
    expect(hands([0, [1.5, 2.25, 0]])).toEqual([]);
    expect(hands([0, [3.4, 2, 1.2]])).toEqual([]);
  });

  it("is seen in the newest look alone, with the other one of that look", () => {
    expect(hands([0, left!, 0], [0, right!, 100])).toEqual([near(lone(0, right!))]);
    expect(hands([0, left!, 100], [0, right!, 100])).toHaveLength(2);
  });

  it("comes by the newest look, then in the order of the cameras", () => {
    const both = [near(lone(0, left!)), near(lone(1, right!))];
    expect(hands([0, left!], [1, right!])).toEqual(both);
    expect(hands([1, right!], [0, left!])).toEqual(both);
    expect(hands([0, left!, 0], [1, right!, 1])).toEqual(both.toReversed());
  });

  it("is one of the eight newest sightings", () => {
    const elsewhere = (n: number): Look[] => Array.from({ length: n }, () => [-1, [9, 9, 1], 100] as const);
    expect(hands([0, left!], ...elsewhere(7))).toHaveLength(1);
    expect(hands([0, left!], ...elsewhere(8))).toEqual([]);
  });
});

it("a hand that two cameras see is in the middle of the shortest line between their rays, and neither's alone", () => {
  for (const other of [
    [1.75, 3.3, 1.28],
    [1.7, 3.38, 1.15],
    [1.66, 3.22, 1.2],
  ] as StorePoint[]) {
    const gap = ([x, y, z]: StorePoint, [a, b, c]: StorePoint): number => sq(x - a) + sq(y - b) + sq(z - c);
    let [p, q] = [left!, other];
    for (let k = 0; k < 300; k++) {
      p = on(
        0,
        left!,
        least((share) => gap(on(0, left!, share), q)),
      );
      q = on(
        1,
        other,
        least((share) => gap(p, on(1, other, share))),
      );
    }
    expect(hands([0, left!], [1, other])).toEqual([near([(p[0] + q[0]) / 2, (p[1] + q[1]) / 2, (p[2] + q[2]) / 2])]);
  }
});
