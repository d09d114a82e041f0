import { type InteractionStage, type ItemDelta, type Misplaced, total, type UnitWeight } from "../interaction/index.ts";
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

const counted = new WeakMap<Standing["carts"], ReadonlyMap<number, number>>();

/** Units by product over all carts; read once, for a base is never changed but replaced. */
export function heldIn({ carts }: Standing): ReadonlyMap<number, number> {
  const same = counted.get(carts);
  if (same !== undefined) return same;
  const held = new Map<number, number>();
  for (const units of carts.values()) {
    for (const { product } of units) held.set(product, (held.get(product) ?? 0) + 1);
  }
  counted.set(carts, held);
  return held;
}

/** The `count` units of a product whose weights together come nearest to `grams`, one by one; fewer if there are fewer. */
export function nearestUnits<U extends UnitWeight & { readonly product: number }>(
  units: readonly U[],
  product: number,
  count: number,
  grams: number,
): readonly U[] {
  const own = units.filter((unit) => unit.product === product);
  if (own.length === 0) return own;
  const each = grams / count;
  return own.sort((a, b) => Math.abs(a.grams - each) - Math.abs(b.grams - each)).slice(0, count);
}

function applyMove(
  standing: Standing,
  question: Question,
  move: Move,
  stage: InteractionStage,
  confidence: number,
): void {
  const { carts } = standing;
  const { session } = move;
  standing.misplaced = misplacedAfter(standing.misplaced, question, move, stage);
  if (session !== "") carts.set(session, cartAfter(carts.get(session) ?? [], question, move, stage, confidence));
}

/** What a cart holds after its shopper has moved something. */
export function cartAfter(
  before: readonly Unit[],
  question: Question,
  { items, part }: Move,
  stage: InteractionStage,
  confidence = 1,
): readonly Unit[] {
  const change = question.parts[part] ?? question.change;
  let cart = before;
  for (const item of items) {
    const { product, count } = item;
    const n = Math.abs(count);
    const { grams, variance } = unitWeightIn(change, items, item, stage);
    if (count < 0) {
      const { toldAt: settledAt, id: interaction } = question;
      const more = [...cart];
      for (let k = 0; k < n; k++) {
        more.push({ product, grams, variance, at: change.to, settledAt, confidence, interaction });
      }
      cart = more;
    } else {
      const back = nearestUnits(cart, product, n, grams * n);
      if (back.length > 0) cart = cart.filter((unit) => !back.includes(unit));
    }
  }
  return cart;
}

/** What lies where it does not belong after something was moved; the same list where that changes nothing. */
export function misplacedAfter(
  before: readonly Misplaced[],
  question: Question,
  { items, part, byStaff }: Move,
  stage: InteractionStage,
): readonly Misplaced[] {
  const change = question.parts[part] ?? question.change;
  let misplaced = before;
  for (const item of items) {
    const { product, count } = item;
    const n = Math.abs(count);
    if (count < 0) {
      const there = misplaced.filter((unit) => !unit.stocked && unit.product === product && stage.isAt(unit, change));
      if (there.length === 0) continue;
      const gone = nearestUnits(there, product, n, unitWeightIn(change, items, item, stage).grams * n);
      misplaced = misplaced.filter((unit) => !gone.includes(unit));
      continue;
    }
    const isAtHome = stage.isAtHome(change, product);
    if (isAtHome && !byStaff) continue;
    const plate = change.plates[0]?.plate ?? 0;
    const unit = { shelf: change.shelf, plate, product, ...unitWeightIn(change, items, item, stage) };
    if (byStaff) misplaced = restocked(misplaced, { ...unit, stocked: true }, isAtHome);
    else misplaced = [...misplaced, ...Array.from({ length: n }, () => ({ ...unit }))].slice(-mostMisplaced);
  }
  return misplaced;
}

/** A plate holds what those who work here put there last; what the planogram has there needs no mention. */
function restocked(before: readonly Misplaced[], unit: Misplaced, isAtHome: boolean): readonly Misplaced[] {
  const others = before.filter(({ stocked, shelf, plate }) => !stocked || shelf !== unit.shelf || plate !== unit.plate);
  if (isAtHome) return others.length === before.length ? before : others;
  return [...others, unit].slice(-mostMisplaced);
}

/**
 * What one unit of an item weighs: measured where it moved alone, the better known the fewer units it was; what is known of
 * the product where other things moved with it, or something else was in it.
 */
function unitWeightIn(
  change: WeightChange,
  items: readonly ItemDelta[],
  { product, count }: ItemDelta,
  stage: InteractionStage,
): UnitWeight {
  const known = stage.unitWeight(product);
  if (items.length > 1) return known;
  const n = Math.abs(count);
  const { grams, variance } = total(change);
  if (Math.abs(Math.abs(grams) - n * known.grams) > 0.5 * known.grams) return known;
  return { grams: Math.abs(grams) / n, variance: variance / (n * n) + known.variance * (1 - 1 / n) };
}
