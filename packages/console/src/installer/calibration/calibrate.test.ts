import type { CameraModel } from "@aisle/sdk/store";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cross, orthonormal } from "../geometry/matrix3.ts";
import { cameraCentre, pixelOf } from "../geometry/pinhole.ts";
import { type Calibration, calibrateCamera } from "./calibrate.ts";
import type { CalibrationPoint } from "./point.ts";

const size = { width: 1280, height: 720 };

/** A camera at a place that looks at a point of the floor. */
function lookingAt(from: readonly [number, number, number], to: readonly [number, number], focal = 700) {
  const forward = [to[0] - from[0], to[1] - from[1], -from[2]] as const;
  const n = Math.hypot(...forward);
  const ray = [forward[0] / n, forward[1] / n, forward[2] / n] as const;
  const [side] = orthonormal([[forward[1], -forward[0], 0], ray, [0, 0, 0]]);
  const under = cross(ray, side);
  const R: CameraModel["R"] = [side, under, ray];
  const t = R.map((row) => -(row[0] * from[0] + row[1] * from[1] + row[2] * from[2])) as unknown as CameraModel["t"];
  const K: CameraModel["K"] = [
    [focal, 0, 640],
    [0, focal, 360],
    [0, 0, 1],
  ];
  return { K, R, t };
}

const camera = lookingAt([0, 0, 3], [3, 1]);
const places = [
  [1.5, -1],
  [2, 1.8],
  [3, 0.4],
  [4.5, -0.8],
  [4, 2.6],
  [6, 1],
  [2.2, 0],
  [5, 3],
] as const;

function clicked(list: readonly (readonly [number, number, number?])[] = places, by = camera): CalibrationPoint[] {
  return list.map(([x, y, z = 0]) => {
    const seen = pixelOf(by, [x, y, z])!;
    return { u: seen.u, v: seen.v, x, y, z };
  });
}

function solved(result: ReturnType<typeof calibrateCamera>): Calibration {
  if (!result.solved) throw new TypeError(result.problem.text);
  return result;
}

describe("calibrating a camera", () => {
  it("finds the pose exactly from points without noise", () => {
    const found = solved(calibrateCamera({ points: clicked(), ...size, K: camera.K }));
    cameraCentre(found).forEach((part, i) => expect(part).toBeCloseTo([0, 0, 3][i]!, 5));
    expect(found.maxError).toBeLessThan(1e-5);
    expect(found.leaveOneOutMedian).toBeLessThan(1e-5);
    expect(found.warnings).toEqual([]);
  });

  it("finds the focal length too where the intrinsics are not known", () => {
    const found = solved(calibrateCamera({ points: clicked(), ...size }));
    expect(found.K[0][0]).toBeCloseTo(700, 2);
    expect(found.K[1][1]).toBe(found.K[0][0]);
  });

  it("takes points above the floor, once four are of one height", () => {
    const points = clicked([...places.slice(0, 5), [3, 1, 1.2], [4, 0, 0.8]]);
    const found = solved(calibrateCamera({ points, ...size }));
    expect(found.maxError).toBeLessThan(1e-4);
    const none = calibrateCamera({ points: clicked(places.map(([x, y], i) => [x, y, i % 3])), ...size });
    expect(none).toMatchObject({ solved: false, problem: { kind: "height" } });
  });

  it("finds any camera that hangs over a floor and sees enough of it", () => {
    fc.assert(
      fc.property(
        fc.record({
          height: fc.double({ min: 2.2, max: 5, noNaN: true }),
          turn: fc.double({ min: 0, max: 6.28, noNaN: true }),
          away: fc.double({ min: 0.8, max: 5, noNaN: true }),
          focal: fc.integer({ min: 420, max: 1200 }),
        }),
        ({ height, turn, away, focal }) => {
          const to = [away * Math.cos(turn), away * Math.sin(turn)] as const;
          const by = lookingAt([0, 0, height], to, focal);
          const far = (Math.hypot(height, away) * 300) / focal;
          const ring = [0, 1, 2, 3, 4, 5, 6, 7].map((i) => {
            const r = far * (i % 2 === 0 ? 0.9 : 0.5);
            return [to[0] + r * Math.cos(i * 0.785), to[1] + r * Math.sin(i * 0.785)] as const;
          });
          fc.pre(ring.every(([x, y]) => pixelOf(by, [x, y, 0]) !== undefined));
          const found = solved(calibrateCamera({ points: clicked(ring, by), ...size, K: by.K }));
          expect(found.maxError).toBeLessThan(1e-3);
          expect(cameraCentre(found)[2]).toBeCloseTo(height, 2);
        },
      ),
      { numRuns: 60, seed: 11 },
    );
  });
});

describe("points that are not enough, or wrong", () => {
  const kind = (points: readonly CalibrationPoint[]): string | undefined => {
    const found = calibrateCamera({ points, ...size, K: camera.K });
    return found.solved ? undefined : found.problem.kind;
  };

  it("are said to be few, on one line, double, not numbers or mirrored", () => {
    expect(kind(clicked().slice(0, 3))).toBe("few");
    expect(kind(clicked([1, 2, 3, 4, 5].map((x) => [x, x / 3])))).toBe("line");
    expect(
      kind(
        clicked([
          [1.5, 0],
          [3, 0],
          [5, 0],
          [3, 1],
        ]),
      ),
    ).toBe("line");
    expect(kind([...clicked(), clicked()[2]!])).toBe("double");
    expect(kind([...clicked(), { u: Number.NaN, v: 1, x: 0, y: 0 }])).toBe("number");
    expect(kind(clicked().map((point) => ({ ...point, y: -point.y })))).toBe("mirrored");
  });

  it("are told apart: all on one line, or only three of four", () => {
    const said = (points: readonly CalibrationPoint[]) => {
      const found = calibrateCamera({ points, ...size, K: camera.K });
      return found.solved ? undefined : found.problem;
    };
    const three = said(
      clicked([
        [2.5, 0.42],
        [5.5, 0.42],
        [6.7, 0.4],
        [2.5, 2.32],
      ]),
    );
    expect(three).toMatchObject({ kind: "line", points: [0, 1, 2] });
    expect(three?.text).toContain("1, 2 and 3 lie nearly on one line in the store");
    const all = said(clicked([1, 2, 3, 4, 5].map((x) => [x, x / 3])));
    expect(all).toMatchObject({ points: [], text: expect.stringContaining("on one line in the store") as string });
  });

  it("names the one that does not go with the others", () => {
    const points = clicked().map((point, i) => (i === 3 ? { ...point, x: point.x + 0.8 } : point));
    const { warnings } = solved(calibrateCamera({ points, ...size, K: camera.K }));
    expect(warnings).toContainEqual(expect.objectContaining({ kind: "outlier", points: [3] }));
  });

  it("names a wrong or a swapped one among many, too", () => {
    const many = clicked(Array.from({ length: 24 }, (_, i) => [1.5 + (i % 6) * 0.8, -1 + Math.floor(i / 6) * 0.9]));
    for (const K of [camera.K, undefined]) {
      const request = { ...size, ...(K && { K }) };
      const wrong = many.map((point, i) => (i === 17 ? { ...point, u: point.u + 90, v: point.v - 30 } : point));
      const found = solved(calibrateCamera({ points: wrong, ...request }));
      expect(found.warnings[0]).toMatchObject({ kind: "outlier", points: [17] });
      const mixed = many.map((point, i) => {
        const { u, v } = many[i === 2 ? 20 : i === 20 ? 2 : i]!;
        return { ...point, u, v };
      });
      const said = solved(calibrateCamera({ points: mixed, ...request })).warnings[0];
      expect(said).toMatchObject({ kind: "swapped", points: [2, 20] });
    }
  });

  it("names two whose places were swapped", () => {
    const points = clicked();
    const [a, b] = [points[1]!, points[4]!];
    const mixed = points.map((point, i) =>
      i === 1 ? { ...point, x: b.x, y: b.y } : i === 4 ? { ...point, x: a.x, y: a.y } : point,
    );
    for (const K of [camera.K, undefined]) {
      const found = calibrateCamera({ points: mixed, ...size, ...(K === undefined ? {} : { K }) });
      const notes = found.solved ? found.warnings : [found.problem];
      expect(notes).toContainEqual(expect.objectContaining({ kind: "swapped", points: [1, 4] }));
    }
  });

  it("are warned of when they all lie in one corner, and say what that means elsewhere on the floor", () => {
    const near = [
      [2, 0],
      [2.4, 0.1],
      [2.1, 0.5],
      [2.5, 0.6],
      [2.3, 0.3],
    ] as const;
    const corner = solved(calibrateCamera({ points: clicked(near), ...size, K: camera.K }));
    expect(corner.warnings.map((warning) => warning.kind)).toContain("corner");
    const wide = solved(calibrateCamera({ points: clicked(), ...size, K: camera.K }));
    expect(corner.floorDeviation([6, 1])).toBeGreaterThan(4 * wide.floorDeviation([6, 1]));
    expect(wide.floorDeviation([-5, 0])).toBe(Infinity);
  });

  it("never give what is not a number, whatever is clicked", () => {
    const point = fc.record({
      u: fc.double({ min: -100, max: 1400, noNaN: true }),
      v: fc.double({ min: -100, max: 800, noNaN: true }),
      x: fc.double({ min: -20, max: 20, noNaN: true }),
      y: fc.double({ min: -20, max: 20, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.array(point, { maxLength: 7 }), fc.boolean(), (points, known) => {
        const found = calibrateCamera({ points, ...size, ...(known ? { K: camera.K } : {}) });
        if (!found.solved) {
          expect(found.problem.text).toMatch(/[.?]$/);
          return;
        }
        const numbers = [...found.K.flat(), ...found.R.flat(), ...found.t, ...found.errors, found.reprojection];
        expect(numbers.every(Number.isFinite)).toBe(true);
        expect(cameraCentre(found)[2]).toBeGreaterThan(0);
      }),
      { numRuns: 150, seed: 5 },
    );
  });
});

describe("the calibration's own idea of its error", () => {
  it("is what leaving points out and looking elsewhere on the floor really show, within a factor of two", () => {
    let seed = 7;
    const random = (): number => (seed = (seed * 48271) % 2147483647) / 2147483647;
    const gauss = (): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    let said = 0;
    let real = 0;
    for (let round = 0; round < 60; round++) {
      const points = clicked().map((point) => ({ ...point, u: point.u + 2 * gauss(), v: point.v + 2 * gauss() }));
      const found = solved(calibrateCamera({ points, ...size, K: camera.K }));
      const place = [4.2, 1.2] as const;
      const seen = pixelOf(camera, [...place, 0])!;
      const back = clickedPlace(found, seen.u, seen.v);
      real += Math.hypot(back[0] - place[0], back[1] - place[1]) ** 2;
      said += found.floorDeviation(place) ** 2;
    }
    expect(said / real).toBeGreaterThan(0.5);
    expect(said / real).toBeLessThan(2);
  });
});

function clickedPlace(found: Calibration, u: number, v: number): readonly [number, number] {
  const c = cameraCentre(found);
  const [x, y] = [(u - found.K[0][2]) / found.K[0][0], (v - found.K[1][2]) / found.K[1][1]];
  const ray = [0, 1, 2].map((j) => found.R[0][j]! * x + found.R[1][j]! * y + found.R[2][j]!);
  return [c[0] - (c[2] * ray[0]!) / ray[2]!, c[1] - (c[2] * ray[1]!) / ray[2]!];
}
