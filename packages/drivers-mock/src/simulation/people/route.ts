import type { FloorPoint } from "@aisle/sdk/store";
import type { FloorPlan, Rect } from "../layout/index.ts";

/** How far off the middle of an aisle people walk, each way on their right. Metres. */
const laneOffset = 0.3;
/** How far before the end of the gondolas they turn. */
const turnMetres = 0.4;

/** The points to walk through from one place inside the store to another, without going through furniture. */
export function findRoute(plan: FloorPlan, from: FloorPoint, to: FloorPoint): FloorPoint[] {
  const start = aisleAt(plan, from);
  const end = aisleAt(plan, to);
  if (start === end && sideOf(plan, from) === sideOf(plan, to)) return [to];
  const first = plan.aisles[0];
  if (first === undefined) return [to];
  const west = first.x0 - turnMetres;
  const east = first.x1 + turnMetres;
  const points: FloorPoint[] = [];
  if (start !== undefined) {
    const goesWest =
      end === undefined ? sideOf(plan, to) === "west" : from[0] + to[0] - 2 * west <= 2 * east - from[0] - to[0];
    points.push(goesWest ? [west, lane(start, "west")] : [east, lane(start, "east")]);
    if (end !== undefined) points.push(goesWest ? [west, lane(end, "east")] : [east, lane(end, "west")]);
  } else if (end !== undefined) {
    points.push(sideOf(plan, from) === "west" ? [west, lane(end, "east")] : [east, lane(end, "west")]);
  } else {
    const through = nearestAisle(plan, from[1]);
    const eastward = sideOf(plan, to) === "east";
    const y = lane(through, eastward ? "east" : "west");
    points.push(
      ...(eastward
        ? ([
            [west, y],
            [east, y],
          ] as const)
        : ([
            [east, y],
            [west, y],
          ] as const)),
    );
  }
  return [...points, to];
}

/** How far it is to walk. */
export function routeMetres(plan: FloorPlan, from: FloorPoint, to: FloorPoint): number {
  let [x, y] = from;
  let sum = 0;
  for (const [nx, ny] of findRoute(plan, from, to)) {
    sum += Math.sqrt((nx - x) * (nx - x) + (ny - y) * (ny - y));
    [x, y] = [nx, ny];
  }
  return sum;
}

function aisleAt(plan: FloorPlan, [x, y]: FloorPoint): Rect | undefined {
  return plan.aisles.find((aisle) => x >= aisle.x0 && x <= aisle.x1 && y >= aisle.y0 && y <= aisle.y1);
}

function nearestAisle(plan: FloorPlan, y: number): Rect {
  const off = (aisle: Rect): number => Math.abs((aisle.y0 + aisle.y1) / 2 - y);
  return plan.aisles.reduce((best, aisle) => (off(aisle) < off(best) ? aisle : best));
}

function sideOf(plan: FloorPlan, [x]: FloorPoint): "west" | "within" | "east" {
  if (x < plan.lobby.x1) return "west";
  return x > plan.corridor.x0 ? "east" : "within";
}

function lane(aisle: Rect, towards: "west" | "east"): number {
  return (aisle.y0 + aisle.y1) / 2 + (towards === "west" ? laneOffset : -laneOffset);
}
