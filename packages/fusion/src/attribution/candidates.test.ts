import type { PlateModel, StoreModel } from "@aisle/sdk/store";
import { expect, test } from "vitest";
import type { Member, Session } from "../sessions/index.ts";
import type { WeightChange } from "../shelf/weight-change.ts";
import type { Reach, Tracking } from "../tracking/track.ts";
import { candidatesFor } from "./candidates.ts";
import { reachAsked, reachPoint } from "./reach-point.ts";

const plates = [0, 1, 2].map(
  (k): PlateModel => ({ id: `g1/s1/p${k}`, center: [k, 5, 1], size: [0.3, 0.4], facing: [0, -1] }),
);
const model = { shelves: [{ id: "g1", rateHz: 30, plates }] } as unknown as StoreModel;

function change(plate: number, from = 10_000, to = 10_400, more: Partial<WeightChange> = {}): WeightChange {
  return { shelf: 0, plates: [{ plate, delta: -100, variance: 1 }], from, to, decidedAt: to, ...more };
}

function member(track: number, more: Partial<Member> = {}): Member {
  return { track, enteredAt: 0, x: 0, y: 4.9, seenAt: 10_000, leftAt: -1, ...more };
}

function session(id: string, members: Member[], more: Partial<Session> = {}): Session {
  return {
    id,
    credential: id,
    staff: false,
    gate: null,
    enteredAt: 0,
    members,
    units: [],
    exitedAt: -1,
    lost: false,
    ...more,
  };
}

/** A tracking stage that answers by track and plate (the x of the point asked for). */
function seen(reaches: Record<number, Record<number, Partial<Reach>>>, strangers: number[] = []): Tracking {
  const view = { x: 0, y: 0, vx: 0, vy: 0, deviation: 0, at: 0, bornAt: 0, seenAt: 0 };
  return {
    tracks: () => [...strangers.map((id) => ({ ...view, id, confirmed: true })), { ...view, id: 99, confirmed: false }],
    positionAt: () => undefined,
    reach: (track, [x]) => {
      const own = reaches[track]?.[Math.round(x)];
      return own && { logLikelihood: 0, distance: 0.5, wristSeen: false, ...own };
    },
  };
}

const nobody = (): undefined => undefined;

test("candidates come likeliest first, with what was seen of them, at twice the negative log-likelihood", () => {
  const [a, b] = [session("a", [member(1)]), session("b", [member(2)])];
  const tracking = seen({
    1: { 0: { logLikelihood: -3 } },
    2: { 0: { logLikelihood: 4, distance: 0.1, wristSeen: true } },
  });
  expect(candidatesFor(change(0), model, [a, b], tracking, nobody)).toEqual([
    { session: b, cost: -8, logLikelihood: 4, track: 2, distance: 0.1, hand: true },
    { session: a, cost: 6, logLikelihood: -3, track: 1, distance: 0.5, hand: false },
  ]);
});

test("of a crowd the likeliest 24 are candidates", () => {
  const crowd = Array.from({ length: 30 }, (_, k) => session(`s${k}`, [member(k + 1)]));
  const tracking = seen(Object.fromEntries(crowd.map((_, k) => [k + 1, { 0: { logLikelihood: k / 10 } }])));
  const found = candidatesFor(change(0), model, crowd, tracking, nobody);
  expect(found.map((each) => each.session)).toEqual(crowd.slice(6).reverse());
});

test("any of a group may have done it, and the likeliest of them is told", () => {
  const group = session("a", [member(1), member(2)]);
  const [one] = candidatesFor(
    change(0),
    model,
    [group],
    seen({ 1: { 0: { logLikelihood: 1 } }, 2: { 0: { logLikelihood: 2 } } }),
    nobody,
  );
  expect(one?.logLikelihood).toBeCloseTo(Math.log(Math.exp(1) + Math.exp(2)), 9);
  expect(one?.track).toBe(2);
});

test("somebody outside every session is less likely by 5, and one who is not believed to be there is none", () => {
  const tracking = seen({ 7: { 0: { logLikelihood: 2 } }, 99: { 0: { logLikelihood: 9 } } }, [7]);
  const [one, ...others] = candidatesFor(change(0), model, [], tracking, nobody);
  expect(one).toMatchObject({ session: undefined, logLikelihood: 2, cost: 6, track: 7 });
  expect(others).toEqual([]);
});

test("a track that a session owns is no stranger", () => {
  const owner = session("a", []);
  expect(candidatesFor(change(0), model, [], seen({ 7: { 0: {} } }, [7]), () => owner)).toEqual([]);
});

test("only who was in the store while the load changed is asked", () => {
  const tracking = seen({ 1: { 0: {} } });
  const ids = (more: Partial<Session>): number =>
    candidatesFor(change(0), model, [session("a", [member(1)], more)], tracking, nobody).length;
  expect(ids({ enteredAt: 10_400 })).toBe(1);
  expect(ids({ enteredAt: 10_401 })).toBe(0);
  expect(ids({ exitedAt: 10_000 })).toBe(1);
  expect(ids({ exitedAt: 9_999 })).toBe(0);
});

test("whom nobody sees may stand anywhere they can have walked to, and no seen hand is told of them", () => {
  const asked = (seenAt: number, x = 0): number => {
    const gone = session("a", [member(-1, { seenAt, x })]);
    const [one] = candidatesFor(change(0), model, [gone], seen({}), nobody);
    expect(one).toMatchObject({ track: -1, distance: null, hand: false });
    return one!.logLikelihood!;
  };
  expect(asked(10_000)).toBeCloseTo(-Math.log((Math.PI * 0.64) / 0.6), 9);
  expect(asked(9_000)).toBeCloseTo(-Math.log((Math.PI * 2.4 * 2.4) / 0.6), 9);
  expect(asked(12_000)).toBe(asked(10_000));
  expect(asked(-90_000)).toBeCloseTo(-Math.log(150 / 0.6), 9);
  expect(asked(10_000, 1.8)).toBeCloseTo(asked(10_000) - 4, 1);
});

test("a hand that was seen at another plate meanwhile is no witness for this one", () => {
  const [a, b] = [session("a", [member(1)]), session("b", [member(2)])];
  const tracking = seen({
    1: { 0: { logLikelihood: 2, handLogRatio: 2 }, 1: { logLikelihood: 4, handLogRatio: 4 } },
    2: { 0: { logLikelihood: 1, handLogRatio: 1 }, 1: { logLikelihood: -6, handLogRatio: -6 } },
  });
  const best = (...recent: WeightChange[]): unknown =>
    candidatesFor(change(0), model, [a, b], tracking, nobody, [change(0), ...recent])[0]?.session?.id;
  expect(best()).toBe("a");
  expect(best(change(1))).toBe("b");
  // Long before, long after, or at the same place it says nothing.
  expect(best(change(1, 9_000, 9_800))).toBe("a");
  expect(best(change(1, 9_000, 9_801))).toBe("b");
  expect(best(change(1, 10_600, 11_000))).toBe("a");
  expect(best(change(1, 10_599, 11_000))).toBe("b");
});

test("who did the other thing does this one too by another hand or if nobody did the other, exactly so often", () => {
  const a = session("a", [member(1)]);
  const tracking = seen({
    1: { 0: { logLikelihood: 2, handLogRatio: 1 }, 1: { logLikelihood: 4, handLogRatio: 3 } },
  });
  const [one] = candidatesFor(change(0), model, [a], tracking, nobody, [change(1)]);
  expect(one?.logLikelihood).toBeCloseTo(2 + Math.log((0.05 + 0.3 * Math.exp(-3)) / 1.05), 9);
});

test("the other thing is forgotten for whom it can hardly have been, and where nobody can", () => {
  const [a, b] = [session("a", [member(1)]), session("b", [member(2)])];
  const tracking = seen({
    1: { 0: { logLikelihood: 2 }, 1: { logLikelihood: -16 } },
    2: { 0: { logLikelihood: 1 }, 1: { logLikelihood: 0 } },
  });
  const list = candidatesFor(change(0), model, [a, b], tracking, nobody, [change(1), change(2)]);
  expect(list.find((each) => each.session === a)?.logLikelihood).toBe(2);
  expect(list.find((each) => each.session === b)?.logLikelihood).toBeLessThan(1);
});

test("a hand reaches over the middle of a plate, a quarter of its depth nearer to the shopper", () => {
  expect(reachPoint(plates[1]!)).toEqual([1, 4.9, 1]);
});

test("what lies across plates is taken where most of its load was; what moved the other way does not count", () => {
  const wide = change(0, 0, 1, {
    plates: [
      { plate: 0, delta: -300, variance: 1 },
      { plate: 1, delta: -100, variance: 1 },
      { plate: 2, delta: 50, variance: 1 },
    ],
  });
  expect(reachAsked(wide, model).point[0]).toBeCloseTo(0.25, 9);
  expect(reachAsked(wide, model).facing).toEqual([0, -1]);
});

test("the moment is the last move from the old load to the new, where the curve is known", () => {
  const grams = [0, 0, -10, -60, -90, -30, -15, -50, -85, -100, -100];
  const known = change(0, 1000, 2000, { curve: { at: 1000, dt: 100, grams } });
  expect(reachAsked(known, model)).toMatchObject({ from: 1600, to: 1800 });
  expect(reachAsked(change(0, 1000, 2000), model)).toMatchObject({ from: 1000, to: 2000 });
  const early = change(0, 1300, 1700, { curve: { at: 1000, dt: 100, grams } });
  expect(reachAsked(early, model)).toMatchObject({ from: 1600, to: 1700 });
  const none = change(0, 1000, 2000, {
    plates: [
      { plate: 0, delta: 5, variance: 1 },
      { plate: 1, delta: -5, variance: 1 },
    ],
    curve: { at: 1000, dt: 100, grams },
  });
  expect(reachAsked(none, model)).toMatchObject({ from: 1000, to: 2000 });
});
