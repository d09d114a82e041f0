import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  boundsOf,
  centredView,
  fitView,
  keepInSight,
  mostScale,
  scaleBar,
  toFloor,
  toScreen,
  zoomView,
} from "./view.ts";

const real = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const view = fc.record({ x: real(-2_000, 2_000), y: real(-2_000, 2_000), scale: real(5, 1_000) });
const size = fc.record({ width: real(100, 3_000), height: real(100, 2_000) });

describe("the view of the floor", () => {
  it("draws north upwards: a larger y stands higher on the screen", () => {
    const here = { x: 100, y: 300, scale: 10 };
    expect(toScreen(here, 2, 5)).toEqual([120, 250]);
  });

  it("finds the place on the floor again from the screen", () => {
    fc.assert(
      fc.property(view, real(-100, 100), real(-100, 100), (at, x, y) => {
        const [fx, fy] = toFloor(at, ...toScreen(at, x, y));
        expect(fx).toBeCloseTo(x, 6);
        expect(fy).toBeCloseTo(y, 6);
      }),
    );
  });

  it("keeps what is under the pointer there while it zooms", () => {
    fc.assert(
      fc.property(view, real(0.1, 10), real(0, 1_000), real(0, 1_000), (at, factor, sx, sy) => {
        const before = toFloor(at, sx, sy);
        const after = toFloor(zoomView(at, factor, sx, sy, 1), sx, sy);
        expect(after[0]).toBeCloseTo(before[0], 5);
        expect(after[1]).toBeCloseTo(before[1], 5);
      }),
    );
  });

  it("zooms no nearer and no farther than it may", () => {
    const at = { x: 0, y: 0, scale: 50 };
    expect(zoomView(at, 1e6, 0, 0, 20).scale).toBe(mostScale);
    expect(zoomView(at, 1e-6, 0, 0, 20).scale).toBe(20);
  });

  it("shows all of a floor within the padding when it fits it", () => {
    fc.assert(
      fc.property(size, real(1, 200), real(1, 200), (room, width, height) => {
        const fitted = fitView({ minX: -3, minY: 2, maxX: width - 3, maxY: height + 2 }, room, 20);
        const [left, bottom] = toScreen(fitted, -3, 2);
        const [right, top] = toScreen(fitted, width - 3, height + 2);
        expect(Math.min(left, top)).toBeGreaterThanOrEqual(19.999);
        expect(right).toBeLessThanOrEqual(room.width - 19.999);
        expect(bottom).toBeLessThanOrEqual(room.height - 19.999);
      }),
    );
  });

  it("puts a place in the middle of the screen when it is asked for", () => {
    const room = { width: 400, height: 200 };
    expect(toScreen(centredView(7, 3, 80, room), 7, 3)).toEqual([200, 100]);
  });

  it("lets nobody push the floor off the screen", () => {
    fc.assert(
      fc.property(view, size, (at, room) => {
        const bounds = { minX: 0, minY: 0, maxX: 10, maxY: 8 };
        const kept = keepInSight(at, bounds, room);
        const [left, bottom] = toScreen(kept, 0, 0);
        const [right, top] = toScreen(kept, 10, 8);
        expect(right).toBeGreaterThan(0);
        expect(bottom).toBeGreaterThan(0);
        expect(left).toBeLessThan(room.width);
        expect(top).toBeLessThan(room.height);
      }),
    );
  });

  it("has a scale bar of a round length that takes most of the room it may", () => {
    fc.assert(
      fc.property(real(1, 1_500), (scale) => {
        const { metres, pixels } = scaleBar(scale, 120);
        expect(pixels).toBeLessThanOrEqual(120 + 1e-9);
        expect(pixels).toBeGreaterThan(120 / 2.5 - 1e-6);
        expect(["1", "2", "5"]).toContain(metres.toExponential().charAt(0));
      }),
    );
  });

  it("has bounds also where there is nothing", () => {
    expect(boundsOf([])).toEqual({ minX: -0.5, minY: -0.5, maxX: 0.5, maxY: 0.5 });
  });
});
