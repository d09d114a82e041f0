import type { FloorPoint } from "@aisle/sdk/store";

/** Whether a point lies inside a polygon (even-odd rule). */
export function inside(polygon: readonly FloorPoint[], x: number, y: number): boolean {
  let within = false;
  let previous = polygon.at(-1);
  for (const point of polygon) {
    if (previous && point[1] > y !== previous[1] > y) {
      const crossing = ((previous[0] - point[0]) * (y - point[1])) / (previous[1] - point[1]) + point[0];
      if (x < crossing) within = !within;
    }
    previous = point;
  }
  return within;
}

/** The upright rectangle around points; zero where there are none. */
export function boundsOf(points: readonly FloorPoint[]): { minX: number; minY: number; maxX: number; maxY: number } {
  if (points.length === 0) return { minX: 0, minY: 0, maxX: 0, maxY: 0 };
  const bounds = { minX: Infinity, minY: Infinity, maxX: -Infinity, maxY: -Infinity };
  for (const [x, y] of points) {
    bounds.minX = Math.min(bounds.minX, x);
    bounds.minY = Math.min(bounds.minY, y);
    bounds.maxX = Math.max(bounds.maxX, x);
    bounds.maxY = Math.max(bounds.maxY, y);
  }
  return bounds;
}
