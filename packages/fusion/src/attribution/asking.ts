import type { WeightChange } from "../shelf/weight-change.ts";
import { poorCost } from "./answering.ts";
import type { Question } from "./question.ts";
import type { Room } from "./room.ts";

/** What a question about a change is made of. */
export function asked(
  change: WeightChange,
  room: Room,
): Pick<Question, "change" | "parts" | "idleCost" | "idleCostLater" | "who"> {
  const idleCostLater = idleCostOf(change, room);
  return { change, parts: [change], idleCost: Math.min(poorCost, idleCostLater), idleCostLater, who: [] };
}

/** The same change, also where it went through a snapshot. */
export function isChange(a: WeightChange, b: WeightChange): boolean {
  return a.shelf === b.shelf && a.decidedAt === b.decidedAt && a.plates[0]!.plate === b.plates[0]!.plate;
}

/** A change that was none: nothing moved. */
export function undone({ shelf, plates, from, to, decidedAt }: WeightChange): WeightChange {
  return { shelf, plates: plates.map((plate) => ({ ...plate, delta: 0 })), from, to, decidedAt };
}

/** What it costs that nothing moved: whatever anybody holds. */
function idleCostOf(change: WeightChange, { stage }: Room): number {
  const idle = stage.explain(change, { held: new Map(), misplaced: [] }).find(({ items }) => items.length === 0);
  return idle?.cost ?? Number.POSITIVE_INFINITY;
}
