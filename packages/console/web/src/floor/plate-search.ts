import type { FloorPlan, PlanPlate } from "./geometry/plan.ts";

/** Plates that are offered at most. */
export const mostFound = 8;

/** Plates whose id, or the name or GTIN of a product on which, holds every word of `query`; those that begin with it first. */
export function findPlates(plan: FloorPlan, query: string): readonly PlanPlate[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return [];
  const found: { plate: PlanPlate; rank: number }[] = [];
  for (const plate of plan.plates) {
    const id = plate.model.id.toLowerCase();
    const texts = [id, ...plate.products.map(({ name, gtin }) => `${name} ${gtin}`.toLowerCase())];
    const whole = texts.join(" ");
    if (!words.every((word) => whole.includes(word))) continue;
    const first = words[0]!;
    found.push({ plate, rank: id === first ? 0 : texts.some((text) => text.startsWith(first)) ? 1 : 2 });
  }
  // Sorting keeps the store's order within a rank.
  return found
    .sort((a, b) => a.rank - b.rank)
    .slice(0, mostFound)
    .map(({ plate }) => plate);
}
