import { type InteractionContext, type InteractionStage, joined, total } from "../interaction/index.ts";
import type { WeightChange } from "../shelf/weight-change.ts";
import { mayBeHalf } from "./answering.ts";
import { isOfStaff, stranger } from "./pricing.ts";
import { nothing, type Question } from "./question.ts";
import type { Room } from "./room.ts";
import { heldIn } from "./standing.ts";
import { type Group, optionsIn, type World } from "./worlds.ts";

/** Hypotheses and people so much costlier than the best tie no questions together. */
const unlikely = 24;

/** Part of a change that takes more than it brings is looked at as something put back from so many grams on. */
const leastBack = 15;

/** A way in which units of a product may have been moved by a session in a change. */
interface Way {
  readonly session: string;
  readonly product: number;
  readonly change: WeightChange;
}

/** What an open question may tie others to it by. */
interface Tie {
  readonly question: Question;
  readonly mayBeNothing: boolean;
  readonly ways: readonly Way[];
}

/** What a group may tie a question to it by, and how much of what may be held or lie out of its place by its answers. */
interface Ties {
  readonly list: readonly Tie[];
  readonly taken: ReadonlyMap<number, number>;
  readonly left: InteractionContext["misplaced"];
}

/** The groups whose open questions matter for a new one: who may hold what it puts back, what it may take or complete. */
export function linkedGroups(groups: readonly Group[], question: Question, room: Room): Group[] {
  if (groups.length === 0) return [];
  const { stage } = room;
  const { change } = question;
  const ties = groups.map((group) => tiesOf(group, stage));
  const products = productsOf(groups, question, widestContext(ties, room), room);
  const sessions = sessionsOf(change, room);
  const isTied = ({ question: earlier, mayBeNothing, ways }: Tie): boolean => {
    if (mayBeNothing && mayBeHalf(earlier, question, stage)) return true;
    return ways.some(
      (way) =>
        products.has(way.product) &&
        (sessions.has(way.session) || (stage.isNear(way.change, change) && !stage.isAtHome(change, way.product))),
    );
  };
  return groups.filter((_, k) => ties[k]!.list.some(isTied));
}

const known = new WeakMap<readonly World[], Ties>();

/** Read once, for a group's worlds are never changed but replaced. */
function tiesOf(group: Group, stage: InteractionStage): Ties {
  const same = known.get(group.worlds);
  if (same !== undefined) return same;
  const taken = new Map<number, number>();
  const left: Ties["left"][number][] = [];
  const options = optionsIn(group);
  const list = group.questions.map((question, k): Tie => {
    const ways = new Map<string, Way>();
    for (const { moves } of options[k]!) {
      for (const { session, items, part } of moves) {
        const change = question.parts[part]!;
        const plate = change.plates[0]?.plate ?? 0;
        for (const { product, count } of items) {
          if (count < 0) taken.set(product, (taken.get(product) ?? 0) - count);
          else if (!stage.isAtHome(change, product)) left.push({ shelf: change.shelf, plate, product });
          ways.set(`${session}:${product}:${part}`, { session, product, change });
        }
      }
    }
    const mayBeNothing = options[k]!.some(({ key }) => key === nothing);
    return { question, mayBeNothing, ways: [...ways.values()] };
  });
  const ties = { list, taken, left };
  known.set(group.worlds, ties);
  return ties;
}

/** Whatever anybody may hold or have misplaced in any world. */
function widestContext(ties: readonly Ties[], { base }: Room): InteractionContext {
  const held = new Map(heldIn(base));
  const misplaced: Ties["left"][number][] = [...base.misplaced];
  for (const { taken, left } of ties) {
    for (const [product, count] of taken) held.set(product, (held.get(product) ?? 0) + count);
    misplaced.push(...left);
  }
  return { held, misplaced };
}

function productsOf(
  groups: readonly Group[],
  question: Question,
  widest: InteractionContext,
  { stage, candidates }: Room,
): Set<number> {
  const changes = [question.change];
  // Somebody may put back what another takes more of, at the same time: who holds that matters too.
  if (total(question.change).grams < 0) {
    for (const part of stage.cuts(question.change).flat()) if (total(part).grams > leastBack) changes.push(part);
  }
  for (const { questions } of groups) {
    for (const earlier of questions) {
      if (mayBeHalf(earlier, question, stage)) changes.push(joined(earlier.change, question.change));
    }
  }
  const context = candidates(question.change).some(isOfStaff) ? { ...widest, byStaff: true } : widest;
  const products = new Set<number>();
  for (const change of changes) {
    const hypotheses = stage.explain(change, context);
    const least = hypotheses[0]?.cost ?? 0;
    for (const { items, cost } of hypotheses) {
      if (cost - least < unlikely) for (const { product } of items) products.add(product);
    }
  }
  return products;
}

function sessionsOf(change: WeightChange, room: Room): Set<string> {
  const candidates = room.candidates(change);
  const least = Math.min(...candidates.map(({ cost }) => cost));
  return new Set(
    candidates.filter(({ cost }) => cost - least < unlikely).map(({ session }) => session?.id ?? stranger),
  );
}
