import { expect, test } from "vitest";
import { type BodyBox, bodyBox, partialFit } from "./body-box.ts";
import { cameraView } from "./camera-view.ts";
import { lookingAt } from "./walkers.fixture.ts";

const level = cameraView(lookingAt("level", [0, 0, 1.6], [10, 0, 1.6]));

function boxAt(x: number, y: number, h = 1.6): number[] | undefined {
  const out: BodyBox = { left: 0, top: 0, right: 0, bottom: 0 };
  if (!bodyBox(level, x, y, h, out)) return undefined;
  return [out.left, out.top, out.right, out.bottom].map((edge) => Math.round(edge * 100) / 100);
}

test("a body is as wide as 40 cm are there, from its feet to 7.5 % above the middle of the head", () => {
  expect(boxAt(5, 0)).toEqual([614.4, 344, 665.6, 573.33]);
  expect(boxAt(5, 0, 1.2)).toEqual([614.4, 398.15, 665.6, 573.33]);
  expect(boxAt(5, 1)).toEqual([486.4, 344, 537.6, 573.33]);
  expect(boxAt(5, -1)).toEqual([742.4, 344, 793.6, 573.33]);
});

test("a body is seen no farther than the picture goes", () => {
  expect(boxAt(2, 0)).toEqual([576, 317.33, 704, 720]);
  expect(boxAt(2, 1.9)?.[0]).toBe(0);
  expect(boxAt(2, -1.9)?.[2]).toBe(1280);
  expect([boxAt(2, 2.6), boxAt(2, -2.6)]).toEqual([undefined, undefined]);
  expect(boxAt(0.5, 0, 1.6)?.[1]).toBe(104);
});

test("a body beside the camera or behind it is not seen", () => {
  expect([boxAt(0.31, 0) === undefined, boxAt(0.29, 0), boxAt(-5, 0)]).toEqual([false, undefined, undefined]);
});

test("a part fits a body by seven tenths for how much of it lies within, and by three for how much of the body it shows", () => {
  const body = { left: 100, top: 100, right: 200, bottom: 300 };
  expect(partialFit(body, [100, 100, 100, 200])).toBeCloseTo(1, 12);
  expect(partialFit(body, [100, 100, 100, 100])).toBeCloseTo(0.7 + 0.15, 12);
  expect(partialFit(body, [150, 200, 100, 200])).toBeCloseTo(0.7 * 0.25 + 0.3 * 0.25, 12);
  expect(partialFit(body, [50, 50, 200, 300])).toBeCloseTo(0.7 / 3 + 0.3, 12);
  expect(partialFit(body, [120, 120, 0.5, 0.5])).toBeCloseTo(0.7 * 0.25 + (0.3 * 0.25) / 20_000, 12);
});

test("a part beside a body does not fit it", () => {
  const body = { left: 100, top: 100, right: 200, bottom: 300 };
  for (const part of [
    [200, 100, 50, 50],
    [50, 100, 50, 50],
    [100, 300, 50, 50],
    [100, 50, 50, 50],
    [250, 350, 50, 50],
  ] as const) {
    expect(partialFit(body, part)).toBe(0);
  }
});
