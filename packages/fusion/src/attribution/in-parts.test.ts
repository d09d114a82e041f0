import { expect, it } from "vitest";
import { createInteractionStage, type Hypothesis } from "../interaction/index.ts";
import { rowOfPlates } from "../shelf/shelf-signal.fixture.ts";
import type { WeightChange } from "../shelf/weight-change.ts";
import { answersInParts } from "./in-parts.ts";
import type { Explained, Priced } from "./pricing.ts";

const stage = createInteractionStage(rowOfPlates(2, [120, 240]));
const anybody = -5;

function part(from: number, to: number, delta: number, ...plates: readonly number[]): WeightChange {
  const list = plates.map((plate) => ({ plate, delta: delta / plates.length, variance: 400 }));
  return { shelf: 0, plates: list, from, to, decidedAt: to };
}
const one: Hypothesis = { items: [{ product: 0, count: -1 }], cost: 4, misfit: 2.5 };
const priced = (session: string, who: number, hypothesis = one): Priced => ({
  ...{ session, hypothesis, who },
  cost: who - anybody + hypothesis.cost,
});
const piece = (...list: readonly Priced[]): Explained => ({
  ...{ number: 0, anybody },
  list: list.toSorted((a, b) => a.cost - b.cost),
});
const ask = (whole: WeightChange, cut: readonly WeightChange[], pieces: readonly Explained[]) =>
  new Map(
    answersInParts(
      whole,
      cut,
      cut.map((_, k) => k + 1),
      pieces,
      stage,
      anybody,
    ).map(({ moves, cost }) => [moves.map(({ session }) => session).join(), cost]),
  );

it("what two people did on plates side by side is what each did, both hands seen, and two more for two movements", () => {
  const whole = part(0, 1000, -240, 0, 1);
  const found = ask(
    whole,
    [part(100, 300, -120, 0), part(700, 900, -120, 1)],
    [piece(priced("a", -6)), piece(priced("b", -4))],
  );
  expect(found.get("a,b")).toBeCloseTo(4 + 4 - 6 - 4 - anybody + 2, 9);
});

it("looks at one person's hands that two parts share count once", () => {
  const whole = part(0, 1000, -240, 0, 1);
  const cost = (from: number): number => {
    const cut = [part(100, 300, -120, 0), part(from, from + 200, -120, 1)];
    return ask(whole, cut, [piece(priced("a", -6)), piece(priced("a", -4))]).get("a,a")! - (8 - anybody + 2);
  };
  // 800 ms each: the whole of both, three quarters of both, half of both.
  expect(cost(900)).toBeCloseTo(-10, 9);
  expect(cost(500)).toBeCloseTo(-7.5, 9);
  expect(cost(100)).toBeCloseTo(-5, 9);
});

it("cut in time, the sum must fit to the gram and each border only roughly", () => {
  const whole = { ...part(0, 2000, -360, 0), plates: [{ plate: 0, delta: -360, variance: 1 }] };
  const cut = [part(0, 600, -120, 0), part(600, 1300, -120, 0), part(1300, 2000, -120, 0)];
  const fits = ask(whole, cut, [piece(priced("a", 0)), piece(priced("b", 0)), piece(priced("c", 0))]).get("a,b,c")!;
  const misfit = 6 * Math.log(1) + Math.log(1 + 3 * stage.unitWeight(0).variance);
  expect(fits).toBeCloseTo(3 * 4 - 3 * 2.5 + misfit - anybody + 4, 6);
  const askew = [part(0, 600, -140, 0), part(600, 1300, -100, 0), part(1300, 2000, -120, 0)];
  const off = ask(whole, askew, [piece(priced("a", 0)), piece(priced("b", 0)), piece(priced("c", 0))]).get("a,b,c")!;
  expect(off - fits).toBeCloseTo(2 * 6 * Math.log(1 + 400 / 400 / 5), 6);
});

it("follows the four likeliest answers of each part, that something moved, and twelve ways in all", () => {
  const whole = part(0, 1000, -240, 0, 1);
  const cut = [part(100, 300, -120, 0), part(700, 900, -120, 1)];
  const five = piece(...["a", "b", "c", "d", "e"].map((session, k) => priced(session, k - 6)));
  const idle = { ...priced("", -20), hypothesis: { items: [], cost: -20, misfit: -20 } };
  const found = ask(whole, cut, [piece(idle, ...five.list), five]);
  expect(found.size).toBe(12);
  expect([...found.keys()].some((key) => key.includes("e") || key.startsWith(","))).toBe(false);
  expect(found.has("a,a") && found.has("d,a")).toBe(true);
});
