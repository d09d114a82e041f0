import {
  type InteractionContext,
  type InteractionStage,
  type Misplaced,
  total,
  type UnitWeight,
} from "../interaction/index.ts";
import type { WeightChange } from "../shelf/weight-change.ts";
import type { Move, Option, Question } from "./question.ts";

/** A unit in somebody's hands, and what it weighed when it was taken. */
export interface Unit extends UnitWeight {
  readonly product: number;
  /** When the weight had come to rest. */
  readonly at: number;
  /** When the present answer was told with the hand gone; −1 before. */
  readonly settledAt: number;
  /** Probability that it was taken by whom it is with, as it was when this was settled; 1 while it is open. */
  readonly confidence: number;
  /** Id of the interaction it came from. */
  readonly interaction: string;
}

/** Who holds what, and what lies where it does not belong. */
export interface Standing {
  /** By session id. */
  readonly carts: Map<string, readonly Unit[]>;
  misplaced: readonly Misplaced[];
}

/** A copy that may be changed. */
export function copyOf({ carts, misplaced }: Standing): Standing {
  return { carts: new Map(carts), misplaced };
}

/** How many misplaced units are remembered; the oldest are forgotten first. */
const mostMisplaced = 512;

/** Changes how things stand by one more answer. */
export function applyAnswer(
  standing: Standing,
  question: Question,
  answer: Option,
  stage: InteractionStage,
  confidence = 1,
): void {
  for (const move of answer.moves) applyMove(standing, question, move, stage, confidence);
}

/** What explanations of a change need to know of how things stand. */
export function contextOf({ carts, misplaced }: Standing): InteractionContext {
  const held = new Map<number, number>();
  for (const units of carts.values()) {
    for (const { product } of units) held.set(product, (held.get(product) ?? 0) + 1);
  }
  return { held, misplaced };
}

/** The `count` units of a product whose weights together come nearest to `grams`, one by one; fewer if there are fewer. */
export function nearestUnits<U extends UnitWeight & { readonly product: number }>(
  units: readonly U[],
  product: number,
  count: number,
  grams: number,
): readonly U[] {
  const each = grams / count;
  return units
    .filter((unit) => unit.product === product)
    .sort((a, b) => Math.abs(a.grams - each) - Math.abs(b.grams - each))
    .slice(0, count);
}

function applyMove(
  standing: Standing,
  question: Question,
  { session, items, part, byStaff }: Move,
  stage: InteractionStage,
  confidence: number,
): void {
  const { carts } = standing;
  const change = question.parts[part] ?? question.change;
  let cart = carts.get(session) ?? [];
  for (const { product, count } of items) {
    const n = Math.abs(count);
    const catalogue = stage.unitWeight(product);
    const weight = items.length > 1 ? catalogue : unitWeightIn(change, n, catalogue);
    if (count < 0) {
      const there = standing.misplaced.filter(
        (unit) => !unit.stocked && unit.product === product && stage.isAt(unit, change),
      );
      const gone = nearestUnits(there, product, n, weight.grams * n);
      if (gone.length > 0) standing.misplaced = standing.misplaced.filter((unit) => !gone.includes(unit));
      const { toldAt, id } = question;
      const unit = { product, ...weight, at: change.to, settledAt: toldAt, confidence };
      cart = [...cart, ...Array.from({ length: n }, () => ({ ...unit, interaction: id }))];
    } else {
      const back = nearestUnits(cart, product, n, weight.grams * n);
      if (back.length > 0) cart = cart.filter((unit) => !back.includes(unit));
      const plate = change.plates[0]?.plate ?? 0;
      const unit = { shelf: change.shelf, plate, product, ...weight };
      if (byStaff) restock(standing, { ...unit, stocked: true }, stage.isAtHome(change, product));
      else if (!stage.isAtHome(change, product)) {
        const units = Array.from({ length: n }, () => ({ ...unit }));
        standing.misplaced = [...standing.misplaced, ...units].slice(-mostMisplaced);
      }
    }
  }
  if (session !== "") carts.set(session, cart);
}

/** A plate holds what those who work here put there last; what the planogram has there needs no mention. */
function restock(standing: Standing, unit: Misplaced, isAtHome: boolean): void {
  const others = standing.misplaced.filter(
    ({ stocked, shelf, plate }) => !stocked || shelf !== unit.shelf || plate !== unit.plate,
  );
  if (isAtHome && others.length === standing.misplaced.length) return;
  standing.misplaced = isAtHome ? others : [...others, unit].slice(-mostMisplaced);
}

/** What one of `n` units that moved together weighs: measured where it was one, the better known the fewer they were. */
function unitWeightIn(change: WeightChange, n: number, catalogue: UnitWeight): UnitWeight {
  const { grams, variance } = total(change);
  if (Math.abs(Math.abs(grams) - n * catalogue.grams) > 0.5 * catalogue.grams) return catalogue;
  return { grams: Math.abs(grams) / n, variance: variance / (n * n) + catalogue.variance * (1 - 1 / n) };
}
