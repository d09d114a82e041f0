import type { InteractionEvidence } from "@aisle/fusion";
import { gtin14, type Product, type StoreModel } from "@aisle/sdk/store";
import type { Ledger } from "./ledger.ts";
import type { Pair } from "./pair-receipts.ts";
import type { ReplayTruth, TruthInteraction } from "./replay-truth.ts";

/** What happened and what was detected are about the same thing when no more than this lies between them (ms). */
export const window = 5_000;
/** One of another kind is preferred only when it is nearer by this (ms). */
const otherKind = 2_000;

/** Looks up what happened, what was said, and who is who. */
export interface JudgeBook {
  readonly ledger: Ledger;
  product(gtin: string): Product | undefined;
  /** Name of a product, or its GTIN where the store does not know it. */
  name(gtin: string): string;
  /** What a truth calls a shopper: the credential, or the persons. */
  shopper(person: string): string;
  /** The session whose receipt is held against that person's. */
  sessionOf(person: string): string | undefined;
  /** The shopper whose receipt is held against that session's. */
  shopperOf(session: string): string | undefined;
  /** What really happened at the plates of an interaction, nearest in time within `window`. */
  happened(evidence: InteractionEvidence): TruthInteraction | undefined;
  /** Everything else that really happened at those plates within `window`, oldest first. */
  besides(evidence: InteractionEvidence, happened: TruthInteraction): readonly TruthInteraction[];
  /** What was detected at the plate of something that happened, nearest in time within `window`. */
  detected(happened: TruthInteraction): InteractionEvidence | undefined;
}

/** Puts everything in order once, so that a long recording is judged in a moment. */
export function createJudgeBook(
  model: StoreModel,
  truth: ReplayTruth,
  ledger: Ledger,
  pairs: readonly Pair[],
): JudgeBook {
  const products = new Map(model.products.map((product) => [gtin14(product.gtin), product]));
  const happenings = byPlate(truth.interactions, ({ plate }) => [plate]);
  const detections = byPlate([...ledger.interactions.values()], ({ plates }) => plates.map(({ plate }) => plate));
  const shoppers = new Map<string, string>();
  for (const receipt of truth.receipts) {
    for (const person of receipt.persons) shoppers.set(person, shopperName(receipt));
  }
  const sessions = new Map<string, string>();
  const owners = new Map<string, string>();
  for (const { truth: one, issued } of pairs) {
    if (one === undefined || issued === undefined) continue;
    owners.set(issued.session, shopperName(one));
    for (const person of one.persons) sessions.set(person, issued.session);
  }
  return {
    ledger,
    product: (gtin) => products.get(gtin14(gtin)),
    name: (gtin) => products.get(gtin14(gtin))?.name ?? gtin,
    shopper: (person) => shoppers.get(person) ?? person,
    sessionOf: (person) => sessions.get(person),
    shopperOf: (session) => owners.get(session),
    happened(evidence) {
      const near = evidence.plates.flatMap(({ plate }) => happenings.get(plate) ?? []);
      return nearest(near, (each) => distance(evidence, each));
    },
    besides(evidence, happened) {
      const near = evidence.plates.flatMap(({ plate }) => happenings.get(plate) ?? []);
      return near.filter((each) => each !== happened && gap(evidence, each) <= window).sort((a, b) => a.t - b.t);
    },
    detected: (happened) => nearest(detections.get(happened.plate) ?? [], (evidence) => distance(evidence, happened)),
  };
}

/** What a truth calls the shopper of a receipt. */
export function shopperName(receipt: {
  readonly credential: string | null;
  readonly persons: readonly string[];
}): string {
  return receipt.credential ?? receipt.persons.join(" and ");
}

/** Milliseconds from one to the other: 0 while the weight was changing. */
export function gap({ from, to }: InteractionEvidence, { t }: TruthInteraction): number {
  return t < from ? from - t : Math.max(0, t - to);
}

function distance(evidence: InteractionEvidence, happened: TruthInteraction): number {
  const ms = gap(evidence, happened);
  if (ms > window) return Number.POSITIVE_INFINITY;
  return ms + (evidence.kind === happened.kind ? 0 : otherKind);
}

function nearest<T>(all: readonly T[], distanceOf: (each: T) => number): T | undefined {
  let best: T | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const each of all) {
    const ms = distanceOf(each);
    if (ms >= least) continue;
    least = ms;
    best = each;
  }
  return best;
}

function byPlate<T>(all: readonly T[], platesOf: (each: T) => readonly string[]): ReadonlyMap<string, readonly T[]> {
  const index = new Map<string, T[]>();
  for (const each of all) {
    for (const plate of platesOf(each)) {
      const there = index.get(plate);
      if (there === undefined) index.set(plate, [each]);
      else there.push(each);
    }
  }
  return index;
}
