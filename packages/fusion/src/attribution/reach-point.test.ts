import type { PlateModel, StoreModel } from "@aisle/sdk/store";
import { describe, expect, it } from "vitest";
import type { WeightChange } from "../shelf/weight-change.ts";
import { reachAsked, reachPoint } from "./reach-point.ts";

const plate = (x: number, z: number, facing: readonly [number, number] = [0, -1]): PlateModel => ({
  ...{ id: "p", center: [x, 5, z], size: [0.3, 0.4], facing },
});
const model = { shelves: [{ id: "g1", rateHz: 30, plates: [plate(0, 1), plate(1, 1.4), plate(2, 2)] }] };
type Deltas = readonly (readonly [plate: number, delta: number])[];

function asked(deltas: Deltas, more: Partial<WeightChange> = {}) {
  const plates = deltas.map(([index, delta]) => ({ plate: index, delta, variance: 1 }));
  const change = { shelf: 0, plates, from: 1000, to: 1400, decidedAt: 1600, ...more };
  return reachAsked(change, model as unknown as StoreModel);
}

describe("where a hand must have been", () => {
  it("is between the middle of the plate and its front edge, whichever way it faces", () => {
    expect(reachPoint(plate(1, 1))).toEqual([1, 4.9, 1]);
    expect(reachPoint(plate(1, 1, [1, 0]))).toEqual([1.1, 5, 1]);
    expect(asked([[0, -100]])).toEqual({ point: [0, 4.9, 1], facing: [0, -1], from: 1000, to: 1400 });
  });

  it("is, of a thing across plates, in the middle of its load, and plates that went the other way do not count", () => {
    const { point } = asked([
      [0, -300],
      [1, -100],
      [2, 90],
    ]);
    for (const [k, expected] of [0.25, 4.9, 1.1].entries()) expect(point[k]).toBeCloseTo(expected, 12);
  });

  it("is at the first plate where no load is told", () => {
    expect(asked([[1, 0]]).point).toEqual([1, 4.9, 1.4]);
  });
});

describe("when it was there", () => {
  const moment = (grams: readonly number[], delta = -100, at = 900): number[] => {
    const { from, to } = asked([[0, delta]], { curve: { at, dt: 100, grams } });
    return [from, to];
  };

  it("is when the load went from a fifth to four fifths of the change", () => {
    expect(moment([0, 0, -10, -50, -90, -100, -100])).toEqual([1100, 1300]);
    expect(moment([0, 0, -19, -50, -81, -100, -100])).toEqual([1100, 1300]);
    expect(moment([0, 0, -21, -50, -79, -100, -100])).toEqual([1000, 1400]);
    expect(moment([0, 0, -20, -50, -80, -100, -100])).toEqual([1000, 1400]);
  });

  it("is the last time that it did: a hand that took it up and laid it down again was not yet the one", () => {
    expect(moment([0, -100, 0, -100, -100, -100])).toEqual([1100, 1200]);
    expect(moment([0, 0, -100, 0, -50, -100])).toEqual([1200, 1400]);
  });

  it("is the whole interval where no curve is known, or nothing is left of the change; what is outside does not count", () => {
    expect(moment([0, 0, 0], 0)).toEqual([1000, 1400]);
    expect(moment([-90, -50, -50, -50, -50, -50, 0, -100])).toEqual([1000, 1400]);
    expect(moment([0, -50, -100, -100], -100, 900)).toEqual([1000, 1100]);
  });

  it("is looked at in the change's own direction", () => {
    expect(moment([0, 0, 10, 50, 90, 100], 100)).toEqual([1100, 1300]);
  });
});
