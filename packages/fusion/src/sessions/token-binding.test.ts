import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Entry } from "./entrance.ts";
import { gate } from "./stage.fixture.ts";
import type { Token } from "./token.ts";
import { assignTokens, misfit, type PlaceAt } from "./token-binding.ts";

const token = (credential: string, at: number, holder = -1): Token => ({ credential, gate: 0, at, holder });
const entry = (at: number, track = 1): Entry => ({ gate: 0, at, track, passed: false });
const nobodyKnows: PlaceAt = () => undefined;
const standing =
  (x: number, y = 0): PlaceAt =>
  () => ({ x, y });
const cost = (delay: number, placeAt: PlaceAt = nobodyKnows): number =>
  misfit(token("A", 0), entry(delay), gate, placeAt);
const credentials = (tokens: readonly Token[], entries: readonly Entry[], placeAt = nobodyKnows): unknown[] =>
  assignTokens(tokens, entries, gate, placeAt).map((chosen) => chosen?.credential);

describe("what speaks against a person having come in on a scan", () => {
  it("is nothing at the usual delay, and grows to both sides, faster to the short one", () => {
    expect(cost(1100)).toBe(0);
    expect(cost(550)).toBeCloseTo(0.667, 3);
    expect(cost(2200)).toBeCloseTo(0.72, 2);
    expect(cost(200)).toBeCloseTo(4.036, 3);
    expect(cost(6050)).toBeCloseTo(2.762, 3);
  });

  it("is everything before the scan, just after it, and after 20 s", () => {
    expect(cost(49)).toBe(Number.POSITIVE_INFINITY);
    expect(cost(50)).toBeLessThan(Number.POSITIVE_INFINITY);
    expect(cost(20_000)).toBeLessThan(7);
    expect(cost(20_001)).toBe(Number.POSITIVE_INFINITY);
    expect(misfit(token("A", 0), { ...entry(1100), gate: 1 }, gate, nobodyKnows)).toBe(Number.POSITIVE_INFINITY);
  });

  it("allows for the clock of a turnstile that nobody sees people at", () => {
    const told = (delay: number): number => misfit(token("A", 0), entry(delay, -1), gate, standing(3));
    expect([told(-150), told(-151), told(1100)]).toEqual([6, Number.POSITIVE_INFINITY, 0]);
  });

  it("counts where they were when the scan was made: before the line, on it, inside, or far away", () => {
    expect(cost(1100, standing(-1))).toBe(0);
    expect(cost(1100, standing(-0.1))).toBe(0);
    expect(cost(1100, standing(0.3))).toBe(2);
    expect(cost(1100, standing(0.31))).toBe(6);
    expect(cost(1100, standing(-2))).toBe(0);
    expect(cost(1100, standing(-3))).toBeCloseTo(3, 12);
  });

  it("counts who stood at the scanner: less where that track is not there any more", () => {
    const held = token("A", 0, 7);
    expect(misfit(held, entry(1100, 7), gate, nobodyKnows)).toBe(0);
    expect(misfit(held, entry(1100, 1), gate, nobodyKnows)).toBe(2);
    const both: PlaceAt = (track) => (track === 7 ? { x: -0.7, y: 0 } : undefined);
    expect(misfit(held, entry(1100, 1), gate, both)).toBe(7);
  });
});

describe("scans and people who came in", () => {
  it("are paired so that nobody takes the scan of the next one", () => {
    expect(credentials([token("A", 0), token("B", 2000)], [entry(1100), entry(2200), entry(3200)])).toEqual([
      "A",
      undefined,
      "B",
    ]);
  });

  it("leave a scan unused whose person turned back", () => {
    expect(credentials([token("A", 0), token("B", 5000)], [entry(6100)])).toEqual(["B"]);
  });

  it("leave a person without a scan rather than with one that does not fit", () => {
    expect(credentials([token("A", 0)], [entry(60)])).toEqual([undefined]);
    expect(credentials([token("A", 0)], [])).toEqual([]);
    expect(credentials([], [entry(60)])).toEqual([undefined]);
  });

  it("look at the eight newest scans", () => {
    const tokens = Array.from({ length: 9 }, (_, index) => token(`T${index}`, index));
    expect(credentials(tokens, [entry(1000)])).not.toEqual(["T0"]);
    expect(credentials(tokens.slice(0, 8), [entry(1000)])).toEqual(["T0"]);
  });

  it("use each scan once, and never at more cost than in the order they came", () => {
    const times = fc.array(fc.integer({ min: 0, max: 15_000 }), { maxLength: 6 });
    fc.assert(
      fc.property(times, times, (scans, crossings) => {
        const tokens = scans.sort((a, b) => a - b).map((at, index) => token(`T${index}`, at));
        const entries = crossings.sort((a, b) => a - b).map((at) => entry(at));
        const chosen = assignTokens(tokens, entries, gate, nobodyKnows);
        const used = chosen.filter((each) => each !== undefined);
        expect(new Set(used).size).toBe(used.length);
        const sum = (pick: (index: number) => Token | undefined): number =>
          entries.reduce((total, each, index) => {
            const own = pick(index);
            return total + (own === undefined ? 3.5 : misfit(own, each, gate, nobodyKnows) - 3.5);
          }, 0);
        expect(sum((index) => chosen[index])).toBeLessThanOrEqual(sum((index) => tokens[index]) + 1e-9);
        expect(sum((index) => chosen[index])).toBeLessThanOrEqual(sum(() => undefined) + 1e-9);
      }),
    );
  });
});
