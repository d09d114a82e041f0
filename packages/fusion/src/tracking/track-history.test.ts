import { expect, test } from "vitest";
import {
  addPlace,
  addWrist,
  createPlaces,
  createWrists,
  eachPlace,
  graftPlaces,
  newestPlace,
  placeAt,
  wristsBetween,
} from "./track-history.ts";

test("a place between two kept ones lies on the line between them", () => {
  const ring = createPlaces();
  addPlace(ring, 1000, 0, 0);
  addPlace(ring, 1100, 1, 2);
  expect(placeAt(ring, 1025)).toEqual({ x: 0.25, y: 0.5 });
});

test("there is no place before the first or after the last", () => {
  const ring = createPlaces();
  expect(placeAt(ring, 1000)).toBeUndefined();
  addPlace(ring, 1000, 3, 4);
  expect(placeAt(ring, 999)).toBeUndefined();
  expect(placeAt(ring, 1000)).toEqual({ x: 3, y: 4 });
  expect(placeAt(ring, 1001)).toBeUndefined();
});

test("of the same moment the last place is kept, and of the next few milliseconds none", () => {
  const ring = createPlaces();
  addPlace(ring, 1000, 0, 0);
  addPlace(ring, 1000, 1, 2);
  addPlace(ring, 1049, 9, 9);
  expect(placeAt(ring, 1000)).toEqual({ x: 1, y: 2 });
  expect(newestPlace(ring)).toBe(1000);
  addPlace(ring, 1050, 3, 4);
  expect(placeAt(ring, 1050)).toEqual({ x: 3, y: 4 });
});

test("at least ten seconds stay known however often somebody is seen, and the rest is forgotten", () => {
  const ring = createPlaces();
  for (let at = 0; at <= 60_000; at += 10) addPlace(ring, at, at, 0);
  expect(newestPlace(ring)).toBe(60_000);
  expect(placeAt(ring, 50_000)?.x).toBeCloseTo(50_000);
  expect(placeAt(ring, 30_000)).toBeUndefined();
  expect(ring.at.length).toBe(256);
});

test("grafting replaces what was guessed since a time, also in a ring that has gone round", () => {
  const ring = createPlaces();
  for (let at = 0; at <= 40_000; at += 50) addPlace(ring, at, 1, 0);
  const other = createPlaces();
  for (let at = 39_000; at <= 41_000; at += 50) addPlace(other, at, 2, 0);
  graftPlaces(ring, other, 39_000);
  expect(placeAt(ring, 38_900)?.x).toBe(1);
  expect(placeAt(ring, 39_000)?.x).toBe(2);
  expect(placeAt(ring, 41_000)?.x).toBe(2);
  expect(placeAt(ring, 30_000)?.x).toBe(1);
});

test("wrists are found in order of time, in whatever order they came", () => {
  const ring = createWrists();
  for (const at of [1000, 1300, 1100, 1200, 1100, 900]) addWrist(ring, at, 2, at / 100, at / 10, at);
  const found: number[][] = [];
  wristsBetween(ring, 1000, 1200, (...wrist) => found.push(wrist));
  expect(found).toEqual([
    [1000, 2, 10, 100, 1000],
    [1100, 2, 11, 110, 1100],
    [1100, 2, 11, 110, 1100],
    [1200, 2, 12, 120, 1200],
  ]);
});

test("the wrists of one look stay together, first come first, when another sensor's look is of the same time", () => {
  const ring = createWrists();
  for (const [camera, a] of [
    [1, 10],
    [1, 11],
    [0, 20],
    [0, 21],
  ] as const) {
    addWrist(ring, 500, camera, a, 0, 0);
    addWrist(ring, 700, camera, a, 0, 0);
  }
  const found: number[] = [];
  wristsBetween(ring, 500, 500, (_, __, a) => found.push(a));
  expect(found).toEqual([10, 11, 20, 21]);
});

test("only the newest wrists are kept, and one older than all of them is left out", () => {
  const ring = createWrists();
  for (let at = 1; at <= 5000; at++) addWrist(ring, at, -1, at, 0, 0);
  addWrist(ring, 3976, -1, 0, 0, 0);
  addWrist(ring, 4500, -1, 0.5, 0, 0);
  const found: number[] = [];
  wristsBetween(ring, 0, 9999, (at) => found.push(at));
  expect(ring.at.length).toBe(1024);
  expect(found).toHaveLength(1024);
  expect(found[0]).toBe(3978);
  expect(found.filter((at) => at === 4500)).toHaveLength(2);
  expect(found).toEqual(found.toSorted((a, b) => a - b));
});

test("every kept place is visited in order, of a ring that has gone round the newest ones", () => {
  const ring = createPlaces();
  const visited = (): number[] => {
    const list: number[] = [];
    eachPlace(ring, (at, x, y) => list.push(at + x + y));
    return list;
  };
  expect(visited()).toEqual([]);
  for (let n = 0; n < 300; n++) addPlace(ring, 100 * n, 1, 2);
  expect(visited()).toEqual(Array.from({ length: 256 }, (_, k) => 100 * (k + 44) + 3));
});
