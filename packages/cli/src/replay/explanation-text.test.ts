import type { UnitExplanation } from "@aisle/fusion";
import { expect, it } from "vitest";
import { cartLine, morning } from "../testing/samples.ts";
import { explanationText } from "./explanation-text.ts";

const unit: UnitExplanation = {
  unit: {
    at: morning,
    provisionalAt: morning + 250,
    settledAt: morning + 600,
    confidence: 0.995,
    review: false,
    interaction: "i7",
  },
  interaction: {
    id: "i7",
    kind: "pick",
    shelf: "g1",
    plates: [{ plate: "g1/s2/p3", grams: -381.24 }],
    from: morning - 400,
    to: morning,
    products: [],
    sessions: [],
  },
  curve: { at: morning - 500, dt: 50, grams: Array.from({ length: 30 }, (_, index) => -10 * index) },
  candidates: [
    { session: "s1", probability: 0.98, distance: 0.12, hand: true, logLikelihood: 3.4 },
    { session: null, probability: 0.02, distance: null, hand: false, logLikelihood: -2 },
  ],
  alternatives: [
    { items: [{ gtin: "2000000000015", count: -1 }], session: "s1", probability: 0.98 },
    { items: [], session: null, probability: 0.02 },
  ],
  revisions: [{ at: morning + 600, reason: "later-evidence" }],
};

it("says what was measured, who was near, and what else it may have been", () => {
  const line = cartLine("2000000000015", 1, { review: true, confidence: 0.9 });
  const text = explanationText({ session: "s1", line, units: [unit] });
  expect(text[0]).toBe(`${line.id}: 1 × ${line.name} (2000000000015) of s1, 90 % sure, to be looked at`);
  const rows = text.slice(1).map((row) => row.trim());
  expect(rows.filter((row) => !row.startsWith("grams"))).toEqual([
    "unit     06:00:00.000, 99.50 % (pick i7)".replace("06:00:00.000", new Date(morning).toISOString().slice(11, 23)),
    "in cart  +0.25 s, settled +0.60 s",
    "plates   g1/s2/p3 −381.2 g",
    `moved    ${new Date(morning - 400).toISOString().slice(11, 23)} to ${new Date(morning).toISOString().slice(11, 23)}`,
    "who      s1 98 %: hand at 0.12 m, log-likelihood 3.4",
    "who      nobody known 2 %: not seen, log-likelihood -2.0",
    "answer   −1 2000000000015 by s1: 98 %",
    "answer   nothing moved by nobody known: 2 %",
    `revised  ${new Date(morning + 600).toISOString().slice(11, 23)}, later-evidence`,
  ]);
  expect(rows.find((row) => row.startsWith("grams"))).toMatch(/^grams {4}0 -20 -40 .* -280 \(every 100 ms from /);
});

it("says whom the shopper may have been taken for", () => {
  const identity = [{ other: "s2", since: morning - 5000, probability: 0.12 }];
  const line = cartLine("2000000000015", 1, {});
  const rows = explanationText({ session: "s1", line, units: [{ ...unit, identity }] }).map((row) => row.trim());
  const since = new Date(morning - 5000).toISOString().slice(11, 23);
  expect(rows).toContain(`identity since ${since} taken for s2: 12 %`);
});

it("lets no escape sequence of a name reach a terminal", () => {
  const line = cartLine("2000000000015", 1, { name: "Oat\u001b[2J bar" });
  expect(explanationText({ session: "s1", line, units: [] })[0]).not.toContain("\u001b");
});
