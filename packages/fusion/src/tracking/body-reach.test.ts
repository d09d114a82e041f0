import { expect, test } from "vitest";
import { bodyReach } from "./body-reach.ts";

const facing = [0, 1] as const;

test("somebody before the plate reaches best, as well close to it as at arm's length", () => {
  expect(bodyReach(0, 0.3, facing)).toBeCloseTo(1, 2);
  expect(bodyReach(0, 0.85, facing)).toBeCloseTo(1, 2);
});

test("beyond an arm's length it falls off within two hand's breadths", () => {
  expect(bodyReach(0, 0.97, facing)).toBeCloseTo(Math.exp(-1), 2);
  expect(bodyReach(0, 1.3, facing)).toBeLessThan(0.001);
});

test("who stands aside is less likely, the same to the left as to the right", () => {
  expect(bodyReach(0.5, 0.3, facing)).toBeCloseTo(0.25, 2);
  expect(bodyReach(-0.5, 0.3, facing)).toBe(bodyReach(0.5, 0.3, facing));
  expect(bodyReach(0.3, 0.3, facing)).toBeGreaterThan(bodyReach(0.4, 0.3, facing));
});

test("nobody reaches through the back of a shelf, though a track may err a little", () => {
  expect(bodyReach(0, -0.1, facing)).toBeCloseTo(Math.exp(-0.25), 2);
  expect(bodyReach(0, -0.6, facing)).toBeLessThan(0.001);
});

test("the shelf may face any way", () => {
  expect(bodyReach(-0.4, 0.2, [-1, 0])).toBeCloseTo(bodyReach(0.2, 0.4, [0, 1]), 12);
});

test("without a facing every direction is as good as another, up to an arm's length", () => {
  expect(bodyReach(0, -0.6, undefined)).toBeCloseTo(1, 2);
  expect(bodyReach(0.6, 0, undefined)).toBeCloseTo(1, 2);
  expect(bodyReach(0.6, 0.76, undefined)).toBeCloseTo(Math.exp(-((0.11833 / 0.12) * (0.11833 / 0.12))), 2);
});

test("however far somebody is, the track may be wrong", () => {
  expect(bodyReach(30, 40, facing)).toBeCloseTo(0.0005, 12);
  expect(bodyReach(30, 40, undefined)).toBeCloseTo(0.0005, 12);
});
