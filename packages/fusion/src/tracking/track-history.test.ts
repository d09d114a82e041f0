import { expect, test } from "vitest";
import {
  addPlace,
  addWrist,
  createPlaces,
  createWrists,
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

test("wrists are found by the time they were seen, in whatever order they came, and bounded", () => {
  const ring = createWrists();
  for (let k = 0; k < 5000; k++) addWrist(ring, 10_000 - k, -1, k, 0, 0);
  const found: number[] = [];
  wristsBetween(ring, 5001, 5003, (at) => found.push(at));
  expect(found).toEqual([5003, 5002, 5001]);
  const old: number[] = [];
  wristsBetween(ring, 9000, 10_000, (at) => old.push(at));
  expect(old).toEqual([]);
  expect(ring.at.length).toBe(1024);
});
