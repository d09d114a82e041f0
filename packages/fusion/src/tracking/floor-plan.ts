import type { FloorPoint, Gate, StoreModel } from "@aisle/sdk/store";

/** Whether a point lies inside a polygon (even-odd rule). */
export function inside(polygon: readonly FloorPoint[], x: number, y: number): boolean {
  let within = false;
  let previous = polygon[polygon.length - 1];
  for (const point of polygon) {
    if (previous && point[1] > y !== previous[1] > y) {
      const crossing = ((previous[0] - point[0]) * (y - point[1])) / (previous[1] - point[1]) + point[0];
      if (x < crossing) within = !within;
    }
    previous = point;
  }
  return within;
}

/** Length of a short vector; `Math.hypot` guards against overflow, which takes twenty times as long. */
function apart(dx: number, dy: number): number {
  return Math.sqrt(dx * dx + dy * dy);
}

/** Distance in metres from a point to the rim of a polygon. */
export function rimDistance(polygon: readonly FloorPoint[], x: number, y: number): number {
  let nearest = Infinity;
  let a = polygon[polygon.length - 1];
  for (const b of polygon) {
    if (a) {
      const dx = b[0] - a[0];
      const dy = b[1] - a[1];
      const length = dx * dx + dy * dy;
      const along = length === 0 ? 0 : ((x - a[0]) * dx + (y - a[1]) * dy) / length;
      const s = Math.min(1, Math.max(0, along));
      nearest = Math.min(nearest, apart(x - a[0] - s * dx, y - a[1] - s * dy));
    }
    a = b;
  }
  return nearest;
}

/** Distance in metres to the nearest gate; infinite where there is none. */
function gateDistance(gates: readonly Gate[], x: number, y: number): number {
  let nearest = Infinity;
  for (const gate of gates) nearest = Math.min(nearest, apart(x - gate.at[0], y - gate.at[1]));
  return nearest;
}

/** How far out of the nearest gate a point is, in metres: positive outside, negative in the store; −Infinity without gates. */
export function beyondGate(gates: readonly Gate[], x: number, y: number): number {
  let nearest = Infinity;
  let beyond = -Infinity;
  for (const { at, inward } of gates) {
    const dx = x - at[0];
    const dy = y - at[1];
    const away = apart(dx, dy);
    if (away >= nearest) continue;
    nearest = away;
    beyond = -(dx * inward[0] + dy * inward[1]);
  }
  return beyond;
}

/** How far outside the floor, in metres, people are still followed. */
const outsideFloor = 0.5;
const outsideGate = 1.5;

/** Whether a person may be tracked here: on the floor, at its rim, or just outside a gate. */
export function mayStand(model: StoreModel, x: number, y: number): boolean {
  return (
    inside(model.floor, x, y) ||
    rimDistance(model.floor, x, y) <= outsideFloor ||
    gateDistance(model.gates, x, y) <= outsideGate
  );
}

/** Whether people come and go here: at a gate, outside the floor, or anywhere near the rim of an open store. */
export function isDoorway(model: StoreModel, x: number, y: number): boolean {
  if (!inside(model.floor, x, y)) return true;
  return model.gates.length > 0 ? gateDistance(model.gates, x, y) <= outsideGate : rimDistance(model.floor, x, y) <= 1;
}
