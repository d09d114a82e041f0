import { describe, expect, it } from "vitest";
import type { Session } from "../sessions/index.ts";
import { rowOfPlates } from "../shelf/shelf-signal.fixture.ts";
import type { WeightChange } from "../shelf/weight-change.ts";
import type { Reach, Tracking, TrackView } from "../tracking/index.ts";
import { doubtUnweighed } from "./unweighed.ts";

const model = rowOfPlates(6);
const [first] = model.shelves[0]!.plates;
/** Where a hand takes from the first plate, which has given no numbers since 1000. */
const [x, y] = first!.center;

interface Asked {
  readonly logRatio?: number;
  readonly away?: number;
  readonly since?: number;
  readonly at?: number;
  readonly confirmed?: boolean;
  readonly owner?: Partial<Session>;
  readonly recent?: readonly WeightChange[];
}

/** Whether somebody is doubted whose hand was so plainly at the first plate at 8000, asked at 10,000. */
function isDoubted({ since = 1000, at = 10_000, ...more }: Asked = {}): boolean {
  return doubts({ at, then: at - 2000, blindSince: since, ...more });
}

interface Seen extends Omit<Asked, "since" | "at"> {
  readonly at: number;
  /** When the hand was there. */
  readonly then: number;
  readonly blindSince?: number;
  readonly heardAt?: number;
  readonly lost?: { readonly from: number; readonly to: number };
}

function doubts({ logRatio = 4, away = 1, at, then, ...more }: Seen): boolean {
  const session = { id: "a", staff: false, ...more.owner } as Session;
  const reach = (track: number, _point: unknown, from: number, to: number): Reach | undefined =>
    track === 7 && from === then && to === from
      ? { logLikelihood: 0, handLogRatio: logRatio, distance: 0.1, wristSeen: true }
      : undefined;
  const tracking: Tracking = {
    tracks: () => [{ id: 7, confirmed: more.confirmed ?? true } as TrackView],
    positionAt: () => ({ x: x + away, y }),
    reach,
  };
  const shelf = {
    blind: () => (more.blindSince === undefined ? [] : [{ shelf: 0, plate: 0, since: more.blindSince }]),
    lost: () => more.lost,
    heardAt: () => more.heardAt ?? at,
  };
  const ownerAt = (track: number, asked: number) => (track === 7 && asked === then ? session : undefined);
  doubtUnweighed(model, shelf, tracking, ownerAt, more.recent ?? [], at);
  return session.doubtful === true;
}

const changed = (plate: number, from: number, to: number): WeightChange => ({
  ...{ shelf: 0, from, to, decidedAt: to },
  plates: [{ plate, delta: -100, variance: 1 }],
});

describe("whose hand was at a plate that gives no numbers", () => {
  it("is doubted where that is plain", () => {
    expect([isDoubted(), isDoubted({ logRatio: 3.99 })]).toEqual([true, false]);
  });

  it("is not, where the plate still weighed then, or nobody looks now", () => {
    expect([isDoubted({ since: 8000 }), isDoubted({ since: 8001 })]).toEqual([true, false]);
    expect([isDoubted({ at: 10_200 }), isDoubted({ at: 10_050 })]).toEqual([true, false]);
  });

  it("is not, where they stood too far away, are no person yet or work here", () => {
    expect([isDoubted({ away: 1.4 }), isDoubted({ away: 1.6 })]).toEqual([true, false]);
    expect(isDoubted({ confirmed: false })).toBe(false);
    expect(isDoubted({ owner: { staff: true } })).toBe(false);
  });

  it("is not, where something was weighed beside it at that time", () => {
    expect(isDoubted({ recent: [changed(1, 7000, 7200)] })).toBe(false);
    expect(isDoubted({ recent: [changed(1, 7000, 7199)] })).toBe(true);
    expect(isDoubted({ recent: [changed(1, 8800, 9000)] })).toBe(false);
    expect(isDoubted({ recent: [changed(1, 8801, 9000)] })).toBe(true);
    expect([3, 5].map((plate) => isDoubted({ recent: [changed(plate, 7900, 8100)] }))).toEqual([false, true]);
  });
});

describe("whose hand was at a shelf that was switched off and on", () => {
  const lost = { from: 4000, to: 7900 };
  const at = 10_000;

  it("is doubted where that is likely, once, when what was weighed soon after is known", () => {
    expect(doubts({ at, then: 6000, lost, logRatio: 2 })).toBe(true);
    expect(doubts({ at, then: 6000, lost, logRatio: 1.99 })).toBe(false);
    expect([7800, 7801, 8000, 8001].map((to) => doubts({ at, then: 6000, lost: { from: 4000, to } }))).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });

  it("is doubted for what began up to 0.4 s before", () => {
    expect([3600, 3400].map((then) => doubts({ at, then, lost }))).toEqual([true, false]);
  });

  it("is not, where something was weighed beside it at that time", () => {
    expect(doubts({ at, then: 6000, lost, recent: [0, 3, 5].map((plate) => changed(plate, 5900, 6100)) })).toBe(false);
  });
});

describe("whose hand was at a shelf that is away", () => {
  it("is doubted when hands of then are soon forgotten", () => {
    expect(doubts({ at: 20_000, then: 12_000, heardAt: 11_999, logRatio: 2 })).toBe(true);
    expect(doubts({ at: 20_000, then: 12_000, heardAt: 12_000, logRatio: 2 })).toBe(false);
    expect(doubts({ at: 20_000, then: 12_000, heardAt: 11_999, logRatio: 1.99 })).toBe(false);
    expect(doubts({ at: 20_000, then: 12_000, heardAt: Number.NaN })).toBe(false);
  });
});
