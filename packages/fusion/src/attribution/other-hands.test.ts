import type { StoreModel } from "@aisle/sdk/store";
import { describe, expect, it } from "vitest";
import type { WeightChange } from "../shelf/weight-change.ts";
import type { Reach, Tracking } from "../tracking/track.ts";
import { elsewhereLog, type KnownReaches, otherChanges } from "./other-hands.ts";
import { reachAsked } from "./reach-point.ts";

/** Two shelves before which a hand reaches at these places along the x-axis; the last plate lies above the first. */
const places = [0, 1, 2, 5, 5.01, 0.05, 0.049, 0];
const plates = places.map((x, k) => ({
  ...{ id: `p${k}`, size: [0.3, 0.4], facing: [0, -1] },
  center: [x, 5, k === places.length - 1 ? 1.4 : 1],
}));
const above = places.length - 1;
const model = { shelves: [{ plates }, { plates }] } as unknown as StoreModel;

function change(which: readonly number[], more: Partial<WeightChange> = {}): WeightChange {
  const changed = which.map((plate) => ({ plate, delta: -100, variance: 1 }));
  return { shelf: 0, plates: changed, from: 1000, to: 1400, decidedAt: 2000, ...more };
}

/** Likelihoods by track and by the x of the place. */
type Told = Record<number, Record<number, Partial<Reach>>>;

const trackingOf = (told: Told, asked: number[] = []): Tracking => ({
  tracks: () => [],
  positionAt: () => undefined,
  reach: (track, [x]) => {
    asked.push(track);
    const own = told[track]?.[Math.round(x)];
    return own && { logLikelihood: 0, distance: 0.5, wristSeen: false, ...own };
  },
});
const everywhere = Object.fromEntries(places.map((x) => [Math.round(x), {}]));

function others(
  own: WeightChange,
  recent: readonly WeightChange[],
  told: Told = { 1: everywhere },
  tracking = trackingOf(told),
  known: KnownReaches = new Map(),
): ReturnType<typeof otherChanges> {
  return otherChanges(own, reachAsked(own, model), recent, Object.keys(told).map(Number), model, tracking, known);
}

describe("what else a hand may have been at", () => {
  const own = change([0]);
  const xs = (...recent: WeightChange[]): number[] => others(own, recent).map(({ asked }) => asked.point[0]);

  it("was at another place, five centimetres to five metres away, whatever the height", () => {
    expect([1, 3, 4, 5, 6].map((plate) => xs(change([plate])).length)).toEqual([1, 1, 0, 1, 0]);
    expect(xs(change([above]))).toHaveLength(1);
  });

  it("are the newest eight changes", () => {
    const ten = Array.from({ length: 10 }, (_, k) => change([1 + (k % 2)], { to: 1400 + k }));
    const found = others(own, ten);
    expect(found.map(({ asked }) => asked.to)).toEqual([1409, 1408, 1407, 1406, 1405, 1404, 1403, 1402]);
  });

  it("is not what the change is a part of: on the same plates of the same shelf, at the same time", () => {
    expect(xs(change([0, 2]))).toEqual([]);
    expect(xs(change([0, 2], { from: 999, to: 1401 }))).toEqual([]);
    expect(xs(change([0, 2], { from: 1001 }))).toEqual([1]);
    expect(xs(change([0, 2], { to: 1399 }))).toEqual([1]);
    expect(xs(change([0, 2], { shelf: 1 }))).toEqual([1]);
    expect(others(change([0, 1]), [change([0, 2])])).toHaveLength(1);
    expect(others(change([0, 1]), [change([0, 1, 2])])).toEqual([]);
  });

  it("is asked once of each track, and of the next one nothing that is known", () => {
    const asked: number[] = [];
    const tracking = trackingOf({ 1: everywhere, 2: everywhere }, asked);
    const known: KnownReaches = new Map();
    const recent = [change([1]), change([2])];
    others(own, recent, { 1: {} }, tracking, known);
    expect(asked).toEqual([1, 1]);
    const both = others(own, recent, { 1: {}, 2: {} }, tracking, known);
    expect(asked).toEqual([1, 1, 2, 2]);
    expect(both.map(({ shares }) => [...shares.keys()])).toEqual([
      [1, 2],
      [1, 2],
    ]);
  });

  it("was done by each as likely as they could reach there, by nobody seen in one of twenty, and never e⁻¹⁵ as likely", () => {
    const told = [0, -1, -15, -15.1, -20].map((logLikelihood) => ({ 1: { logLikelihood: 3 + logLikelihood } }));
    const [one, ...more] = others(own, [change([1])], told);
    expect([...one!.shares]).toEqual([
      [0, 1],
      [1, expect.closeTo(Math.exp(-1), 12)],
      [2, expect.closeTo(Math.exp(-15), 12)],
    ]);
    expect(one!.sum).toBeCloseTo(1.05 + Math.exp(-1) + Math.exp(-15), 12);
    expect(more).toEqual([]);
  });

  it("says nothing where nobody was", () => {
    expect(others(own, [change([1])], { 1: {}, 2: {} })).toEqual([]);
  });
});

describe("the witness of a hand that may have been elsewhere", () => {
  const here = reachAsked(change([0]), model);
  const log = (told: Told, track = 1): number =>
    elsewhereLog(track, here, others(change([0]), [change([1])], told), trackingOf(told));

  it("is worth less by as much as it was seen there, or here at that time, whichever is more", () => {
    const worth = (hand: number): number => Math.log((0.05 + 0.3 * Math.exp(-hand)) / 1.05);
    expect(log({ 1: { 0: { handLogRatio: 1 }, 1: { handLogRatio: 3 } } })).toBeCloseTo(worth(3), 12);
    expect(log({ 1: { 0: { handLogRatio: 2 }, 1: { handLogRatio: 1 } } })).toBeCloseTo(worth(2), 12);
    expect(log({ 1: { 0: { handLogRatio: -1 }, 1: { handLogRatio: -2 } } })).toBeCloseTo(worth(0), 12);
    expect(log({ 1: { 0: {}, 1: {} } })).toBeCloseTo(worth(0), 12);
  });

  it("is worth what it is where it was not there, or less likely than one in a thousand", () => {
    const two = (logLikelihood: number): Told => ({ 1: { 1: { logLikelihood } }, 2: { 1: {} } });
    expect(log(two(-7.5))).toBe(0);
    expect(log(two(-6))).toBeLessThan(0);
    expect(log({ 2: { 1: {} } })).toBe(0);
  });

  it("is lost to each of several changes, and to one of which nothing was seen of it since", () => {
    const told: Told = { 1: { 1: {}, 2: {} } };
    const both = others(change([0]), [change([1]), change([2])], told);
    const one = Math.log((0.05 + 0.3) / 1.05);
    expect(elsewhereLog(1, here, both, trackingOf(told))).toBeCloseTo(2 * one, 12);
    expect(elsewhereLog(1, here, both, trackingOf({}))).toBeCloseTo(2 * one, 12);
  });
});
