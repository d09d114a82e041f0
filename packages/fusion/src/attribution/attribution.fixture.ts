import type { StoreEventDraft } from "../events/store-event.ts";
import { createInteractionStage } from "../interaction/index.ts";
import type { Session, SessionStage } from "../sessions/index.ts";
import { rowOfPlates } from "../shelf/shelf-signal.fixture.ts";
import type { WeightChange } from "../shelf/weight-change.ts";
import type { Reach, Tracking } from "../tracking/track.ts";
import { AttributionStage } from "./attribution-stage.ts";
import { nothing, type Question } from "./question.ts";

/** Grams of the products by plate: the first and the last weigh nearly the same. */
export const grams = [120, 77, 545, 240, 124];

/** A shop of one shelf whose shoppers are told to be near or far. */
export interface Shop {
  readonly stage: AttributionStage;
  readonly sessions: Session[];
  readonly events: StoreEventDraft[];
  /** How likely each shopper's hand was at the plates, natural log; 0 unless set. Far away is −20. */
  readonly near: Map<string, number>;
  /** A change on plates, its steps one after the other: told and folded, the hand having left. */
  change(at: number, ...plates: readonly (readonly [plate: number, delta: number])[]): void;
  add(change: WeightChange): void;
  pass(at: number): void;
  cart(id: string): number[];
}

function sessionOf(id: string, track: number): Session {
  return {
    ...{ id, credential: id, staff: false, gate: "gate-1", enteredAt: 0, units: [], exitedAt: -1, lost: false },
    members: [{ track, enteredAt: 0, x: 0, y: 0, seenAt: 0, leftAt: -1 }],
  };
}

export function changeOf(at: number, ...plates: readonly (readonly [plate: number, delta: number])[]): WeightChange {
  const parts = plates.map(([plate, delta]) => ({ plate, delta, variance: 1 }));
  return { shelf: 0, plates: parts, from: at - 500, to: at - 200, decidedAt: at };
}

/** A question about a change, told when it was decided and folded 200 ms later. */
export function questionOf(number: number, change: WeightChange, more: Partial<Question> = {}): Question {
  return {
    ...{ id: `i${number}`, number, change, parts: [change], idleCost: 5, idleCostLater: 5, who: [], told: nothing },
    ...{ detectedAt: change.decidedAt, toldAt: change.decidedAt + 200 },
    ...more,
  };
}

/** A shop with these shoppers in it. */
export function shopOf(...ids: readonly string[]): Shop {
  const model = rowOfPlates(grams.length, grams);
  const sessions = ids.map((id, track) => sessionOf(id, track));
  const near = new Map<string, number>();
  const reach = (track: number): Reach => ({
    logLikelihood: near.get(sessions[track]?.id ?? "") ?? 0,
    distance: 0.2,
    wristSeen: true,
  });
  const tracking: Tracking = {
    tracks: () => [],
    positionAt: () => ({ x: 0, y: 0 }),
    reach,
  };
  const held = { state: { sessions }, ownerOf: () => undefined } as unknown as SessionStage;
  const events: StoreEventDraft[] = [];
  const stage = new AttributionStage(model, tracking, held, createInteractionStage(model), (event) =>
    events.push(event),
  );
  const add = (change: WeightChange): void => {
    stage.add(change);
    stage.advance(change.decidedAt);
    stage.advance(change.decidedAt + 300);
  };
  return {
    ...{ stage, sessions, events, near, add },
    change: (at, ...plates) => add(changeOf(at, ...plates)),
    pass: (at) => stage.advance(at),
    cart: (id) => sessions.find((each) => each.id === id)?.units.map(({ product }) => product) ?? [],
  };
}
