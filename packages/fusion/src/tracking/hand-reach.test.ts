import type { StorePoint } from "@aisle/sdk";
import { expect, test } from "vitest";
import { cameraView, project, rayThrough } from "./camera-view.ts";
import { type HandReach, handReach, wristDistance } from "./hand-reach.ts";
import { addWrist, createPlaces, createWrists, type WristRing } from "./track-history.ts";
import type { Track } from "./tracker-state.ts";
import { testStore } from "./walkers.fixture.ts";

const plate: StorePoint = [1, 3.6, 1.2];
/** Where a wrist is expected: 10 cm above. */
const there: StorePoint = [1, 3.6, 1.3];
const away: StorePoint = [1.6, 3, 0.9];
const views = testStore().cameras.map(cameraView);
const t = 10_000;

function reached(fill: (ring: WristRing) => void, from = t, to = t): HandReach {
  const wrists = createWrists();
  fill(wrists);
  const out: HandReach = { logRatio: NaN, distance: NaN };
  handReach({ wrists, places: createPlaces() } as unknown as Track, views, plate, from, to, out);
  return out;
}

/** A pose sensor's look: the wrists it shows. */
function look(ring: WristRing, at: number, ...wrists: StorePoint[]): void {
  for (const [x, y, z] of wrists) addWrist(ring, at, -1, x, y, z);
}

/** A camera's look. */
function glance(ring: WristRing, at: number, camera: number, ...wrists: StorePoint[]): void {
  for (const wrist of wrists) {
    const at2 = { u: 0, v: 0, depth: 0 };
    const ray: [number, number, number] = [0, 0, 0];
    project(views[camera]!, ...wrist, at2);
    rayThrough(views[camera]!, at2.u, at2.v, ray);
    addWrist(ring, at, camera, ...ray);
  }
}

function off(metres: number): StorePoint {
  return [there[0] + metres, there[1], there[2]];
}

test("no hand seen tells nothing", () => {
  expect(reached(() => {})).toEqual({ logRatio: 0, distance: Infinity });
});

test("one of two hands at the plate is half of e⁵ to one for a pose sensor", () => {
  const { logRatio, distance } = reached((ring) => look(ring, t, there, away));
  expect(logRatio).toBeCloseTo(5 - Math.log(2), 2);
  expect(distance).toBeCloseTo(0, 9);
});

test("a spread of 11 cm off costs half a unit", () => {
  const near = reached((ring) => look(ring, t, there, away)).logRatio;
  const offside = reached((ring) => look(ring, t, off(0.11), away)).logRatio;
  expect(near - offside).toBeCloseTo(0.5, 2);
});

test("both hands elsewhere speak against, but tracks are mixed up now and then", () => {
  const { logRatio } = reached((ring) => look(ring, t, away, away));
  expect(logRatio).toBeCloseTo(Math.log(0.002 + 0.001), 2);
});

test("one hand elsewhere says little: the other is hidden", () => {
  expect(reached((ring) => look(ring, t, away)).logRatio).toBeCloseTo(Math.log(0.85), 2);
});

test("one hand alone at the plate says less than one of two", () => {
  const { logRatio } = reached((ring) => look(ring, t, there));
  expect(logRatio).toBeCloseTo(Math.log(0.85 + 0.15 * Math.exp(5)), 2);
});

test("a camera's ray is e^3.9 to one, and a spread is 9 cm", () => {
  const at = reached((ring) => glance(ring, t, 0, there, away)).logRatio;
  expect(at).toBeCloseTo(3.9 - Math.log(2), 1);
  const view = views[0]!;
  const side: StorePoint = [there[1] - view.cy, view.cx - there[0], 0];
  const norm = 0.09 / Math.hypot(...side);
  const aside: StorePoint = [there[0] + side[0] * norm, there[1] + side[1] * norm, there[2]];
  expect(at - reached((ring) => glance(ring, t, 0, aside, away)).logRatio).toBeCloseTo(0.5, 1);
});

test("two cameras are two witnesses, more looks of one camera are one", () => {
  const one = reached((ring) => glance(ring, t, 0, there, away)).logRatio;
  const often = reached((ring) => {
    for (let k = 0; k < 5; k++) glance(ring, t + k * 20, 0, there, away);
  }).logRatio;
  const two = reached((ring) => {
    glance(ring, t, 0, there, away);
    glance(ring, t + 30, 1, there, away);
  }).logRatio;
  expect(often).toBeCloseTo(one, 6);
  expect(two).toBeCloseTo(2 * one, 2);
});

test("a hand counts from 200 ms before the change until 400 ms after it", () => {
  const seenAt = (at: number): number => reached((ring) => look(ring, at, there, away)).logRatio;
  expect(seenAt(t - 200)).toBeGreaterThan(4);
  expect(seenAt(t - 201)).toBe(0);
  expect(seenAt(t + 399)).toBeGreaterThan(4);
  expect(seenAt(t + 400)).toBe(0);
});

test("the change was at some moment of a longer interval: a hand there for a part of it is likely for that part", () => {
  const whole = reached(
    (ring) => {
      for (let at = t - 200; at < t + 4400; at += 50) look(ring, at, there, away);
    },
    t,
    t + 4000,
  ).logRatio;
  const part = reached(
    (ring) => {
      for (let at = t - 200; at < t + 4400; at += 50) look(ring, at, at < t + 1000 ? there : away, away);
    },
    t,
    t + 4000,
  ).logRatio;
  expect(whole).toBeCloseTo(5 - Math.log(2), 2);
  expect(whole - part).toBeGreaterThan(1);
  expect(whole - part).toBeLessThan(2.5);
});

test("who was there at one of two moments half a second apart is told from who was there at the other", () => {
  const early = (ring: WristRing): void => {
    for (let at = t - 400; at <= t + 1000; at += 50) look(ring, at, at < t + 200 ? there : away, away);
  };
  expect(reached(early, t, t).logRatio - reached(early, t + 500, t + 500).logRatio).toBeGreaterThan(4);
});

test("the distance to a ray is measured across it, to a point straight", () => {
  const ring = createWrists();
  glance(ring, t, 1, there);
  const [a = 0, b = 0, c = 0] = [ring.a[0], ring.b[0], ring.c[0]];
  expect(wristDistance(views[1], a, b, c, ...there)).toBeCloseTo(0, 9);
  expect(wristDistance(views[1], 2 * a, 2 * b, 2 * c, ...there)).toBeCloseTo(0, 9);
  expect(wristDistance(undefined, 1, 2, 3, 1 + 0.2, 2 - 0.3, 3 + 0.6)).toBeCloseTo(0.7, 9);
});
