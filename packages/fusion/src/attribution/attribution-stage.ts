import type { StoreModel } from "@aisle/sdk/store";
import { cartLines, totalOf } from "../carts/index.ts";
import type { StoreEventDraft } from "../events/store-event.ts";
import type { ExplainedChange, InteractionStage } from "../interaction/index.ts";
import type { Session, SessionStage } from "../sessions/index.ts";
import type { WeightChange } from "../shelf/weight-change.ts";
import type { Tracking } from "../tracking/track.ts";
import { candidatesFor } from "./candidates.ts";
import { evidenceOf } from "./evidence.ts";
import { type Answer, answersOf, unitProbability } from "./joint.ts";

/** The hand lingers after the weight has gone: what it shows then counts too. Milliseconds. */
const handLinger = 400;
/** Below this probability a person should look. */
const reviewBelow = 0.7;

interface Pending {
  change: WeightChange;
  dueAt: number;
}

export interface AttributionState {
  pending: Pending[];
  nextInteraction: number;
}

/** Decides what each weight change was and whose, and keeps the carts by it. */
export class AttributionStage {
  readonly #model: StoreModel;
  readonly #tracking: Tracking;
  readonly #sessions: SessionStage;
  readonly #interaction: InteractionStage;
  readonly #emit: (event: StoreEventDraft) => void;
  state: AttributionState = { pending: [], nextInteraction: 1 };

  constructor(
    model: StoreModel,
    tracking: Tracking,
    sessions: SessionStage,
    interaction: InteractionStage,
    emit: (event: StoreEventDraft) => void,
  ) {
    this.#model = model;
    this.#tracking = tracking;
    this.#sessions = sessions;
    this.#interaction = interaction;
    this.#emit = emit;
  }

  /** Takes in a change; it is decided once the hand that made it has been seen to leave. */
  add(change: WeightChange): void {
    const dueAt = Math.max(change.decidedAt, change.to + handLinger);
    const { pending } = this.state;
    let index = pending.length;
    while (index > 0 && pending[index - 1]!.dueAt > dueAt) index -= 1;
    pending.splice(index, 0, { change, dueAt });
  }

  /** Event time goes on to `at`: decides what is due. */
  advance(at: number): void {
    const { pending } = this.state;
    for (const told of this.#interaction.advance(at)) this.#decide(told, at);
    while (pending.length > 0 && pending[0]!.dueAt <= at) {
      const { change } = pending.shift()!;
      const held = heldBy(this.#sessions.state.sessions);
      for (const told of this.#interaction.next(change, { held })) this.#decide(told, at);
    }
  }

  /** When the oldest change that is not decided yet began; `undefined` without one. */
  pendingSince(): number | undefined {
    const waiting = this.#model.shelves.map((_, shelf) => this.#interaction.pending(shelf));
    const since = [...waiting, ...this.state.pending.map(({ change }) => change.from)];
    return since.reduce(
      (oldest, from) => (oldest === undefined || (from ?? oldest) < oldest ? from : oldest),
      undefined,
    );
  }

  #decide({ change, hypotheses }: ExplainedChange, at: number): void {
    const sessions = this.#sessions.state.sessions;
    const found = candidatesFor(change, this.#model, sessions, this.#tracking, (track) =>
      this.#sessions.ownerOf(track),
    );
    const candidates = found.length > 0 ? found : [{ session: undefined, cost: 0 }];
    const answers = answersOf(hypotheses, candidates);
    const best = answers[0];
    if (best === undefined) return;
    const id = `i${this.state.nextInteraction}`;
    this.state.nextInteraction += 1;
    this.#emit({ type: "interaction.detected", interaction: evidenceOf(this.#model, id, change, answers) });
    const { items } = best.hypothesis;
    if (items.length === 0) return;
    const [came, left] = [items.filter(({ count }) => count > 0), items.filter(({ count }) => count < 0)];
    if (came.length > 0) this.#interaction.placed(change, came);
    if (left.length > 0) this.#interaction.taken(change, left);
    if (best.session !== undefined) this.#book(id, change, best, answers, best.session, at);
  }

  #book(
    id: string,
    change: WeightChange,
    best: Answer,
    answers: readonly Answer[],
    session: Session,
    at: number,
  ): void {
    for (const { product, count } of best.hypothesis.items) {
      if (count > 0) {
        for (let unit = 0; unit < count; unit++) putBack(session, product);
        continue;
      }
      for (let unit = 1; unit <= -count; unit++) {
        const confidence = unitProbability(answers, session, product, -unit);
        const review = confidence < reviewBelow;
        const times = { at: change.to, provisionalAt: at, settledAt: at };
        session.units.push({ product, ...times, confidence, review, interaction: id });
      }
    }
    const lines = cartLines(this.#model, session);
    this.#emit({ type: "cart.changed", session: session.id, cause: id, lines, total: totalOf(lines) });
  }
}

/** Takes the unit that was taken last out of the cart, if there is one. */
function putBack(session: Session, product: number): void {
  const index = session.units.findLastIndex((unit) => unit.product === product);
  if (index >= 0) session.units.splice(index, 1);
}

function heldBy(sessions: readonly Session[]): ReadonlyMap<number, number> {
  const held = new Map<number, number>();
  for (const session of sessions) {
    for (const unit of session.units) held.set(unit.product, (held.get(unit.product) ?? 0) + 1);
  }
  return held;
}
