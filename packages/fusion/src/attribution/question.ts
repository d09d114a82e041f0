import type { ItemDelta } from "../interaction/index.ts";
import type { WeightChange } from "../shelf/weight-change.ts";

/** What one session moved in one part of a change. */
export interface Move {
  /** Id of the session; empty for somebody whom no session knows. */
  readonly session: string;
  readonly items: readonly ItemDelta[];
  /** Index into the question's parts: what of the change this explains. */
  readonly part: number;
  /** By somebody who works here. */
  readonly byStaff?: true;
}

/** One answer to what moved and who moved it. Without moves: nothing did. */
export interface Option {
  /** The same for the same answer, also when it was thought of again later. */
  readonly key: string;
  readonly moves: readonly Move[];
  /** Ids of earlier questions whose changes were halves of this one. */
  readonly halves: readonly string[];
}

/** Key of "nothing moved". */
export const nothing = "";
/** Nothing moved by itself: it was half of what a later change completed. */
export const half: Option = { key: "half", moves: [], halves: [] };

/** A weight change to which more than one answer is still possible. */
export interface Question {
  /** Id of the interaction. */
  readonly id: string;
  readonly number: number;
  readonly change: WeightChange;
  /** The change as it is, in pieces, and together with earlier ones: what moves refer to. */
  readonly parts: WeightChange[];
  /** What "nothing moved" costs in the worlds that say so, and what it will cost when no other half can come any more. */
  idleCost: number;
  readonly idleCostLater: number;
  /** What it costs, by session, that they did it rather than anybody. Those who are not listed cannot have. */
  who: readonly (readonly [session: string, cost: number])[];
  /** When it was first told, and what was told last, as a key of an option. */
  readonly detectedAt: number;
  told: string;
  /** When the answer that is told was first told with the hand gone, ms since the epoch; −1 before. */
  toldAt: number;
}

/** An answer, with its key: the same for the same goods moved by the same sessions, in however many movements. */
export function optionOf(moves: readonly Move[], halves: readonly string[] = []): Option {
  const [only] = moves;
  if (moves.length === 1 && only!.items.length === 1 && halves.length === 0) {
    const [item] = only!.items;
    return { key: `${wayOf(only!, item!)}${Math.abs(item!.count)}`, moves, halves };
  }
  const sums = new Map<string, number>();
  for (const move of moves) {
    for (const item of move.items) {
      const way = wayOf(move, item);
      sums.set(way, (sums.get(way) ?? 0) + Math.abs(item.count));
    }
  }
  return { key: keyOf(sums, halves), moves, halves };
}

function wayOf({ session }: Move, { product, count }: ItemDelta): string {
  return `${session}:${product}${count < 0 ? "-" : "+"}`;
}

/** The key of an answer when one session has turned out to be another. */
export function renamedKey(key: string, from: string, into: string): string {
  const sums = new Map<string, number>();
  const halves: string[] = [];
  for (const word of key.split(" ")) {
    const [, session, way, count] = /^([^:]*)(:\d+[-+])(\d+)$/.exec(word) ?? [];
    if (session === undefined) halves.push(word);
    else {
      const renamed = `${session === from ? into : session}${way}`;
      sums.set(renamed, (sums.get(renamed) ?? 0) + Number(count));
    }
  }
  return keyOf(sums, halves);
}

function keyOf(sums: ReadonlyMap<string, number>, halves: readonly string[]): string {
  const words = [...sums].map(([way, count]) => `${way}${count}`);
  return [...(words.length > 1 ? words.sort() : words), ...halves].join(" ");
}
