import { expect, test } from "vitest";
import { cameraView } from "./camera-view.ts";
import { fullView, outOfView, sightClass } from "./visibility.ts";
import { lookingAt } from "./walkers.fixture.ts";

const view = cameraView(lookingAt("c", [0, 0, 2.2], [5, 0, 1], 640));
const person = { x: 5, y: 0, h: 1.6 };

test("who stands free in the picture is in full view", () => {
  expect(sightClass(view, [], person, [person])).toBe(fullView);
});

test("who stands beside the picture or behind the camera is out of view", () => {
  expect(sightClass(view, [], { x: 1, y: 6, h: 1.6 }, [])).toBe(outOfView);
  expect(sightClass(view, [], { x: -3, y: 0, h: 1.6 }, [])).toBe(outOfView);
});

test("furniture hides legs, or all of a person", () => {
  const low = { minX: 4, maxX: 4.3, minY: -1, maxY: 1, z: 0.9 };
  expect(sightClass(view, [low], person, [])).toBe(2);
  expect(sightClass(view, [{ ...low, z: 2 }], person, [])).toBe(0);
});

test("somebody nearer to the camera in the same direction is in the way, somebody farther is not", () => {
  const nearer = { x: 3.5, y: 0, h: 1.7 };
  expect(sightClass(view, [], person, [nearer, person])).toBeGreaterThan(fullView);
  expect(sightClass(view, [], nearer, [nearer, person])).toBe(fullView);
});
