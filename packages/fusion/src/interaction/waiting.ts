import type { WeightChange } from "../shelf/weight-change.ts";
import type { Hypothesis } from "./hypothesis.ts";
import { joined } from "./splitting.ts";

/** A change and what it may have been, likeliest first. */
export interface ExplainedChange {
  readonly change: WeightChange;
  readonly hypotheses: readonly Hypothesis[];
}

/** A change that may be half of one. */
export interface Waiting extends ExplainedChange {
  /** It was told as nothing already, and is only remembered in case its other half still comes. */
  readonly told: boolean;
}

/** How long a change that fits nothing waits for its other half before it is told, in milliseconds. */
const waitMs = 4000;
/** How long one that was told as nothing is remembered: people lean on shelves while they read labels. */
const rememberMs = 15_000;
/** How many may wait at once. */
const mostWaiting = 64;
/** Above this cost even the best explanation is poor. */
const poorCost = 18;
/** Below this cost "nothing moved" is believed of a sum: some 10 g are left. */
const nothingLeft = 11;
/** What joining must gain to be believed. */
const joinGain = 2;

/** Cost of the likeliest hypothesis. */
export function bestCost(hypotheses: readonly Hypothesis[]): number {
  return hypotheses[0]?.cost ?? Number.POSITIVE_INFINITY;
}

/** Whether no movement of things explains a change well. */
export function isPoor(hypotheses: readonly Hypothesis[]): boolean {
  const best = hypotheses[0];
  return !best || best.items.length === 0 || best.cost > poorCost;
}

/**
 * Tries a new change (in the `parts` it was cut into) as the sum with those that wait nearby: with the newest, with the
 * two newest, and so on. Takes these from the list; appends to `told` those that turned out to be by themselves.
 * Returns what the new change is now.
 */
export function joinWaiting(
  list: Waiting[],
  change: WeightChange,
  parts: readonly ExplainedChange[],
  nearby: (other: WeightChange) => boolean,
  explain: (change: WeightChange) => readonly Hypothesis[],
  told: ExplainedChange[],
): readonly ExplainedChange[] {
  const waited = list.filter((waits) => nearby(waits.change));
  let best = parts;
  let gain = joinGain;
  let joinedUp = 0;
  let together = change;
  let apart = parts.reduce((sum, part) => sum + bestCost(part.hypotheses), 0);
  for (const [k, earlier] of waited.toReversed().entries()) {
    together = joined(earlier.change, together);
    if (!earlier.told) apart += bestCost(earlier.hypotheses);
    const hypotheses = explain(together);
    if (!makesSense(hypotheses) || apart - bestCost(hypotheses) <= gain) continue;
    gain = apart - bestCost(hypotheses);
    best = [{ change: together, hypotheses }];
    joinedUp = k + 1;
  }
  const alone = waited.length - joinedUp;
  for (const [k, waits] of waited.entries()) {
    const at = list.indexOf(waits);
    if (k >= alone) list.splice(at, 1);
    else if (!waits.told) tell(list, at, change.decidedAt, told);
  }
  return best;
}

/** Lets a change wait. Appends to `told` what has to go for it. */
export function wait(list: Waiting[], explained: ExplainedChange, told: ExplainedChange[]): void {
  list.push({ ...explained, told: false });
  if (list.length <= mostWaiting) return;
  const oldest = list.shift();
  if (oldest && !oldest.told) told.push(decided(oldest, explained.change.decidedAt));
}

/** Appends to `told` what has waited for too long, and forgets what nobody will ask for any more. */
export function expire(list: Waiting[], at: number, told: ExplainedChange[]): void {
  for (let k = 0; k < list.length; k++) {
    const waits = list[k];
    if (!waits) break;
    const age = at - waits.change.decidedAt;
    const over = waits.told ? age >= rememberMs : age >= waitMs;
    if (!over) continue;
    if (waits.told) list.splice(k--, 1);
    else if (!tell(list, k, at, told)) k--;
  }
}

/** Tells a change that waited. If it is told as nothing it stays in the list; returns whether it does. */
function tell(list: Waiting[], index: number, at: number, told: ExplainedChange[]): boolean {
  const waits = list[index];
  if (!waits) return false;
  told.push(decided(waits, at));
  const stays = waits.hypotheses[0]?.items.length === 0;
  if (stays) list[index] = { ...waits, told: true };
  else list.splice(index, 1);
  return stays;
}

/** A sum must be a movement of things, or come to nothing to the gram; else a lean would swallow what was taken. */
function makesSense(hypotheses: readonly Hypothesis[]): boolean {
  return !isPoor(hypotheses) || bestCost(hypotheses) < nothingLeft;
}

function decided({ change, hypotheses }: ExplainedChange, at: number): ExplainedChange {
  return { change: { ...change, decidedAt: at }, hypotheses };
}
