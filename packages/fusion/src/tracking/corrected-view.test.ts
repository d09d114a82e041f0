import { expect, test } from "vitest";
import { type CameraView, cameraView, project, sightThrough } from "./camera-view.ts";
import { correctedView } from "./corrected-view.ts";
import { slopesOfPlace, slopesOfSight } from "./floor-slopes.ts";
import { terms } from "./sensor-errors.ts";
import { testStore } from "./walkers.fixture.ts";

const [model] = testStore().cameras;
if (!model) throw new TypeError("the test store has cameras");
const view = cameraView(model);
const errors = (changes: Readonly<Record<number, number>>): Float64Array =>
  Float64Array.from({ length: terms }, (_, k) => changes[k] ?? 0);

/** Where a line of sight meets a height. */
function seenAt(by: CameraView, u: number, v: number, z: number): readonly [number, number] {
  const sight = { gx: 0, gy: 0, length: 0, down: false };
  sightThrough(by, u, v, sight);
  return [by.cx + sight.gx * (by.cz - z), by.cy + sight.gy * (by.cz - z)];
}

test("a camera without errors is where its model has it", () => {
  const same = correctedView(view, errors({}));
  expect([...same.rays]).toEqual([...view.rays]);
  for (const [k, value] of same.pixels.entries()) expect(value).toBeCloseTo(view.pixels[k] ?? NaN, 9);
  expect([same.cx, same.cy, same.cz, same.focal, same.model]).toEqual([view.cx, view.cy, view.cz, view.focal, model]);
});

test("what a corrected camera sees at a pixel, it projects to that pixel", () => {
  const turned = correctedView(view, errors({ 0: 0.05, 1: -0.08, 2: 0.11, 3: 0.1, 4: -0.2, 5: 0.05 }));
  for (const [u, v] of [
    [640, 500],
    [100, 600],
    [1200, 420],
  ] as const) {
    const [x, y] = seenAt(turned, u, v, 1);
    const pixel = { u: 0, v: 0, depth: 0 };
    expect(project(turned, x, y, 1, pixel)).toBe(true);
    expect(pixel.u).toBeCloseTo(u, 6);
    expect(pixel.v).toBeCloseTo(v, 6);
  }
});

test("a camera turned about the upright axis turns what it sees about its foot, anticlockwise", () => {
  const turned = correctedView(view, errors({ 2: Math.PI / 2 }));
  const [x, y] = seenAt(view, 640, 500, 0);
  const [tx, ty] = seenAt(turned, 640, 500, 0);
  expect(tx - view.cx).toBeCloseTo(-(y - view.cy), 9);
  expect(ty - view.cy).toBeCloseTo(x - view.cx, 9);
});

test("the slopes tell how far a sighting moves with each term of its camera's errors", () => {
  const [u, v, z] = [300, 520, 1.6];
  const sight = { gx: 0, gy: 0, length: 0, down: false };
  sightThrough(view, u, v, sight);
  const slopeX = new Float64Array(terms);
  const slopeY = new Float64Array(terms);
  slopesOfSight(sight.gx, sight.gy, view.cz - z, 1.5, -0.5, slopeX, slopeY);
  const step = 1e-5;
  for (let term = 0; term < 6; term++) {
    const [ax, ay] = seenAt(correctedView(view, errors({ [term]: -step })), u, v, z);
    const [bx, by] = seenAt(correctedView(view, errors({ [term]: step })), u, v, z);
    expect(slopeX[term]).toBeCloseTo((bx - ax) / (2 * step), 4);
    expect(slopeY[term]).toBeCloseTo((by - ay) / (2 * step), 4);
  }
  // A clock that is a second ahead shows who walks where they were a second before.
  expect([slopeX[6], slopeY[6]]).toEqual([1.5, -0.5]);
  slopesOfPlace(0.7, 0.2, slopeX, slopeY);
  expect([...slopeX]).toEqual([0, 0, 0, 0, 0, 0, 0.7]);
  expect([...slopeY]).toEqual([0, 0, 0, 0, 0, 0, 0.2]);
});
