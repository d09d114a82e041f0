import type { Pose, StorePoint } from "@aisle/sdk";
import type { Chance } from "../chance/index.ts";
import type { FloorPlan } from "../layout/index.ts";

const mostAtOnce = 3;

/** Heads that a pose sensor sees where nobody is, for up to 0.4 s; `probability` that a frame starts one. */
export function createPhantoms(
  plan: FloorPlan,
  probability: number,
  chance: Chance,
): (freshId: () => number) => Pose[] {
  let phantoms: { readonly id: number; readonly head: StorePoint; frames: number }[] = [];
  return (freshId) => {
    phantoms = phantoms.filter((phantom) => --phantom.frames > 0);
    if (phantoms.length < mostAtOnce && chance.yes(probability)) {
      const head: StorePoint = [chance.between(0, plan.width), chance.between(0, plan.depth), chance.between(1, 1.8)];
      phantoms.push({ id: freshId(), head, frames: chance.whole(1, 6) });
    }
    return phantoms.map(({ id, head }) => ({ id, head, score: Math.round(100 * chance.between(0.3, 0.62)) / 100 }));
  };
}
