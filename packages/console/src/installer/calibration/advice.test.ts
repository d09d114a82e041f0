import { expect, it } from "vitest";
import { adviseNextPoint } from "./advice.ts";

it("points are sent to the part of the picture that is furthest from all others, until each has one", () => {
  const points: { u: number; v: number }[] = [{ u: 100, v: 100 }];
  const parts: string[] = [];
  for (;;) {
    const next = adviseNextPoint(points, 1280, 720);
    if (next === undefined) break;
    parts.push(next.part);
    points.push(next);
  }
  expect(parts[0]).toBe("bottom right");
  expect(new Set(parts).size).toBe(8);
});

it("nobody is sent to a part that does not show the floor", () => {
  const sees = (_u: number, v: number): boolean => v > 360;
  const advice = adviseNextPoint([{ u: 1200, v: 700 }], 1280, 720, sees);
  expect(advice?.part).toBe("bottom left");
});
