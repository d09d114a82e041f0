import type { InteractionStage, Misplaced } from "../interaction/index.ts";
import type { Move, Option, Question } from "./question.ts";
import { cartAfter, heldIn, misplacedAfter, type Standing, type Unit } from "./standing.ts";
import type { Group } from "./worlds.ts";

/** What a move makes of what was before it, worked out once for all worlds that have both in common. */
type Aftermath<T> = (before: T, question: number, move: Move) => T;

const noUnits: readonly Unit[] = [];

/** How things stand in one world of a group. Worked out when it is asked for: most questions ask for little. */
export class WorldStanding {
  readonly #base: Standing;
  readonly #answers: readonly Option[];
  readonly #cartAfter: Aftermath<readonly Unit[]>;
  readonly #misplacedAfter: Aftermath<readonly Misplaced[]>;
  #misplaced: readonly Misplaced[] | undefined;
  #moved: Map<string, readonly Unit[]> | undefined;
  #heldMore: Map<number, number> | undefined;

  constructor(
    base: Standing,
    answers: readonly Option[],
    cartAfter: Aftermath<readonly Unit[]>,
    misplacedAfter: Aftermath<readonly Misplaced[]>,
  ) {
    this.#base = base;
    this.#answers = answers;
    this.#cartAfter = cartAfter;
    this.#misplacedAfter = misplacedAfter;
  }

  /** What lies where it does not belong. */
  get misplaced(): readonly Misplaced[] {
    if (this.#misplaced !== undefined) return this.#misplaced;
    let misplaced = this.#base.misplaced;
    for (let k = 0; k < this.#answers.length; k++) {
      for (const move of this.#answers[k]!.moves) misplaced = this.#misplacedAfter(misplaced, k, move);
    }
    this.#misplaced = misplaced;
    return misplaced;
  }

  /** The carts, by session id, of those who move something in this world: the others hold what they do anyway. */
  get moved(): ReadonlyMap<string, readonly Unit[]> {
    if (this.#moved !== undefined) return this.#moved;
    const moved = new Map<string, readonly Unit[]>();
    for (let k = 0; k < this.#answers.length; k++) {
      for (const move of this.#answers[k]!.moves) {
        const { session } = move;
        if (session === "") continue;
        const before = moved.get(session) ?? this.#base.carts.get(session) ?? noUnits;
        moved.set(session, this.#cartAfter(before, k, move));
      }
    }
    this.#moved = moved;
    return moved;
  }

  /** What a session holds. */
  get(session: string): readonly Unit[] | undefined {
    return this.moved.get(session) ?? this.#base.carts.get(session);
  }

  /** How many units more or less of which products everybody together holds than in `base`. */
  get heldMore(): ReadonlyMap<number, number> {
    if (this.#heldMore !== undefined) return this.#heldMore;
    const more = new Map<number, number>();
    const add = (units: readonly Unit[], count: number): void => {
      for (const { product } of units) more.set(product, (more.get(product) ?? 0) + count);
    };
    for (const [session, units] of this.moved) {
      add(this.#base.carts.get(session) ?? noUnits, -1);
      add(units, 1);
    }
    for (const [product, count] of more) if (count === 0) more.delete(product);
    this.#heldMore = more;
    return more;
  }

  /** How many units of which products everybody together holds. */
  held(): ReadonlyMap<number, number> {
    const held = new Map(heldIn(this.#base));
    for (const [product, count] of this.heldMore) held.set(product, (held.get(product) ?? 0) + count);
    return held;
  }
}

/** How things stand in each world of a group. */
export function standingsIn({ questions, worlds }: Group, base: Standing, stage: InteractionStage): WorldStanding[] {
  const carts = remembered(questions, (before: readonly Unit[], question, move) =>
    cartAfter(before, question, move, stage),
  );
  const misplaced = remembered(questions, (before: readonly Misplaced[], question, move) =>
    misplacedAfter(before, question, move, stage),
  );
  return worlds.map(({ answers }) => new WorldStanding(base, answers, carts, misplaced));
}

function remembered<T extends object>(
  questions: readonly Question[],
  make: (before: T, question: Question, move: Move) => T,
): Aftermath<T> {
  const known = questions.map(() => new Map<T, Map<Move, T>>());
  return (before, k, move) => {
    const moves = known[k]!.get(before) ?? new Map<Move, T>();
    known[k]!.set(before, moves);
    const after = moves.get(move) ?? make(before, questions[k]!, move);
    moves.set(move, after);
    return after;
  };
}
