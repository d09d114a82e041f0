import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findSteps } from "./steps.ts";

/** A curve that goes straight from one corner to the next: [value number, grams]. */
function through(...corners: readonly (readonly [at: number, grams: number])[]): number[] {
  const grams: number[] = [];
  for (let c = 1; c < corners.length; c++) {
    const [from, start] = corners[c - 1]!;
    const [to, end] = corners[c]!;
    for (let k = from; k < to; k++) grams[k] = start + ((end - start) * (k - from)) / (to - from);
  }
  grams.push(corners.at(-1)![1]);
  return grams;
}

const stepsOf = (grams: readonly number[], { noise = 0.25, least = 2, apart = 4 } = {}) =>
  findSteps(grams, noise, least, apart).map(({ middle, delta }) => [Math.round(middle * 10) / 10, Math.round(delta)]);

describe("the steps of a movement", () => {
  it("is one for one thing, in the middle of its way", () => {
    expect(stepsOf(through([0, 0], [5, 0], [9, -200], [12, -200]))).toEqual([[7, -200]]);
  });

  it("are two where the level held in between", () => {
    expect(stepsOf(through([0, 0], [4, 0], [6, -80], [10, -80], [12, -160], [14, -160]))).toEqual([
      [5, -80],
      [11, -80],
    ]);
  });

  it("are two where the movement only slowed down, and unsure where it did", () => {
    const held = findSteps(through([0, 0], [2, 0], [6, -400], [9, -400], [13, -800], [15, -800]), 0.25, 2, 4);
    const slowed = findSteps(through([0, 0], [2, 0], [6, -400], [7, -420], [11, -820], [15, -820]), 0.25, 2, 4);
    expect(held.map(({ delta }) => delta)).toEqual([-400, -400]);
    expect(slowed).toHaveLength(2);
    expect(held[0]?.variance).toBeLessThan(20_000);
    expect(slowed[0]?.variance).toBeGreaterThan(20_000);
    expect(stepsOf(through([0, 0], [2, 0], [6, -400], [7, -460], [11, -860], [15, -860]))).toHaveLength(1);
  });

  it("are a rise and a fall where one puts back and another takes at once", () => {
    const bump = through([0, 0], [3, 0], [6, 380], [9, 380], [12, 0], [16, 0]);
    expect(stepsOf(bump)).toEqual([
      [4.5, 380],
      [10.5, -380],
    ]);
  });

  it("leave out a hand that presses before it takes, but not two hands that take", () => {
    expect(stepsOf(through([0, 0], [2, 0], [4, 50], [8, 50], [12, -90], [14, -90]))).toEqual([[10, -90]]);
    const pressed = through([0, 0], [2, 0], [4, -80], [8, -80], [10, 60], [12, -160], [15, -160]);
    expect(stepsOf(pressed)).toEqual([
      [3, -80],
      [11, -80],
    ]);
    expect(stepsOf(through([0, 0], [2, 0], [4, 201], [8, 201], [12, -90], [14, -90]))).toHaveLength(2);
  });

  it("leave out a hand that presses while it puts back", () => {
    expect(stepsOf(through([0, 0], [2, 0], [5, 45], [10, 45], [14, 160], [16, 160]))).toEqual([[12, 160]]);
    expect(stepsOf(through([0, 0], [2, 0], [4, 310], [8, 310], [10, 250], [14, 250]))).toEqual([[3, 250]]);
  });

  it("are one where they follow each other faster than two hands do", () => {
    const shaken = through([0, 0], [2, 0], [4, 500], [5, 120], [7, 520], [12, 520]);
    expect(stepsOf(shaken, { apart: 5 })).toEqual([[5.3, 520]]);
    expect(stepsOf(through([0, 0], [2, 0], [4, -80], [6, -80], [8, -160], [10, -160]), { apart: 4.5 })).toEqual([
      [5, -160],
    ]);
  });

  it("are not seen in noise, nor below the smallest step of interest", () => {
    const grams = through([0, 0], [5, 0], [6, -8], [9, -8], [14, -300], [16, -300]);
    expect(stepsOf(grams, { least: 9 })).toHaveLength(1);
    expect(stepsOf(through([0, 0], [3, 0], [4, -20], [9, -20], [12, -60], [16, -60]), { noise: 0.25 })).toHaveLength(2);
    expect(stepsOf(through([0, 0], [3, 0], [4, -20], [9, -20], [12, -60], [16, -60]), { noise: 30 })).toHaveLength(1);
  });

  it("are part of the one beside them below a twentieth of the whole way", () => {
    const after = (grams: number) => stepsOf(through([0, 0], [2, 0], [4, -1000], [8, -1000], [10, grams], [13, grams]));
    expect(after(-1040)).toEqual([[3, -1040]]);
    expect(after(-1060)).toEqual([
      [3, -1000],
      [9, -60],
    ]);
    const above = (grams: number) =>
      stepsOf(through([0, 0], [2, 0], [4, 1000], [8, 1000], [9, 0], [12, 0], [13, grams], [16, grams]));
    expect(above(-45)).toHaveLength(2);
    expect(above(-60)).toHaveLength(3);
  });

  it("always sum up to the whole, in order of time", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -900, max: 900 }), { minLength: 2, maxLength: 60 }),
        fc.integer({ min: 0, max: 40 }),
        (grams, noise) => {
          const steps = findSteps(grams, noise, 2, 4);
          const sum = steps.reduce((all, { delta }) => all + delta, 0);
          expect(steps.length).toBeGreaterThan(0);
          expect(Math.abs(sum - grams.at(-1)!)).toBeLessThan(1e-9);
          for (let k = 1; k < steps.length; k++) expect(steps[k]!.middle).toBeGreaterThanOrEqual(steps[k - 1]!.middle);
        },
      ),
    );
  });
});
