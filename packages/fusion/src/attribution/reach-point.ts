import type { StorePoint } from "@aisle/sdk";
import type { FloorPoint, PlateModel, StoreModel } from "@aisle/sdk/store";
import type { WeightChange } from "../shelf/weight-change.ts";

/** Where and when a hand must have been that made a change. */
export interface ReachAsked {
  readonly point: StorePoint;
  /** From the shelf to its shoppers. */
  readonly facing: FloorPoint;
  /** Event time, ms since the epoch. */
  readonly from: number;
  readonly to: number;
}

/** Less than this share of the change has come when its move begins, and more than the rest when it is over. */
const begun = 0.2;

/** Where the wrist of a hand is that takes from a plate: between its middle and its front edge. */
export function reachPoint(plate: PlateModel): StorePoint {
  const [x, y, z] = plate.center;
  const depth = plate.size[1] / 4;
  return [x + plate.facing[0] * depth, y + plate.facing[1] * depth, z];
}

/**
 * Where and when to look for the hand: a product may lie across plates, so the place is their mean by the load that moved
 * on each in the change's direction; the time is that of the last move from the old load to the new, where the curve is known.
 */
export function reachAsked(change: WeightChange, model: StoreModel): ReachAsked {
  const { plates } = model.shelves[change.shelf]!;
  const first = change.plates[0]!;
  const { facing } = plates[first.plate]!;
  let weight = 0;
  let [x, y, z] = [0, 0, 0];
  for (const { plate, delta } of change.plates) {
    const share = delta / first.delta;
    if (!(share > 0)) continue;
    const point = reachPoint(plates[plate]!);
    x += point[0] * share;
    y += point[1] * share;
    z += point[2] * share;
    weight += share;
  }
  const point: StorePoint = weight > 0 ? [x / weight, y / weight, z / weight] : reachPoint(plates[first.plate]!);
  return { point, facing, ...momentOf(change) };
}

/** When the load went from its old value to its new one: the last time it did, if it did so more than once. */
function momentOf({ from, to, plates, curve }: WeightChange): { readonly from: number; readonly to: number } {
  const total = plates.reduce((sum, { delta }) => sum + delta, 0);
  if (curve === undefined || total === 0) return { from, to };
  let start = from;
  let end: number | undefined;
  for (const [k, grams] of curve.grams.entries()) {
    const at = curve.at + k * curve.dt;
    if (at < from) continue;
    if (at > to) break;
    const share = grams / total;
    if (share < begun) {
      start = at;
      end = undefined;
    } else if (share > 1 - begun) end ??= at;
  }
  return { from: start, to: end ?? to };
}
