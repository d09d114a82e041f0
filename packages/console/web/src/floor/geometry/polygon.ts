import type { FloorPoint } from "@aisle/sdk/store";

/** Whether a place is inside a polygon (even-odd; the edge counts for one of its sides). */
export function inside(polygon: readonly FloorPoint[], x: number, y: number): boolean {
  let odd = false;
  for (let i = 0, j = polygon.length - 1; i < polygon.length; j = i++) {
    const [ax, ay] = polygon[i]!;
    const [bx, by] = polygon[j]!;
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) odd = !odd;
  }
  return odd;
}

/** The part of a polygon where `a·x + b·y + c ≥ 0` (Sutherland and Hodgman 1974, one edge). */
export function clip(polygon: readonly FloorPoint[], a: number, b: number, c: number): FloorPoint[] {
  const kept: FloorPoint[] = [];
  for (let i = 0, j = polygon.length - 1; i < polygon.length; j = i++) {
    const from = polygon[j]!;
    const to = polygon[i]!;
    const before = a * from[0] + b * from[1] + c;
    const now = a * to[0] + b * to[1] + c;
    if (before >= 0 !== now >= 0) {
      const u = before / (before - now);
      kept.push([from[0] + (to[0] - from[0]) * u, from[1] + (to[1] - from[1]) * u]);
    }
    if (now >= 0) kept.push(to);
  }
  return kept;
}

/** Square metres, positive either way round. */
export function area(polygon: readonly FloorPoint[]): number {
  let twice = 0;
  for (let i = 0, j = polygon.length - 1; i < polygon.length; j = i++) {
    twice += polygon[j]![0] * polygon[i]![1] - polygon[i]![0] * polygon[j]![1];
  }
  return Math.abs(twice) / 2;
}

/** Mean of the corners: good enough for a name. */
export function middle(polygon: readonly FloorPoint[]): FloorPoint {
  let x = 0;
  let y = 0;
  for (const point of polygon) {
    x += point[0];
    y += point[1];
  }
  const count = Math.max(polygon.length, 1);
  return [x / count, y / count];
}

/** How far a place is from the line between `a` and `b`, in the unit of its arguments. */
export function distanceToSegment(x: number, y: number, a: FloorPoint, b: FloorPoint): number {
  const dx = b[0] - a[0];
  const dy = b[1] - a[1];
  const length = dx * dx + dy * dy;
  const u = length === 0 ? 0 : Math.min(Math.max(((x - a[0]) * dx + (y - a[1]) * dy) / length, 0), 1);
  return Math.hypot(x - a[0] - dx * u, y - a[1] - dy * u);
}
