import type { FloorPoint } from "@aisle/sdk/store";

/** Where the floor stands on the screen: `x`, `y` is the store's origin in CSS pixels, `scale` pixels a metre. y is up. */
export interface View {
  readonly x: number;
  readonly y: number;
  readonly scale: number;
}

/** CSS pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Metres. */
export interface Bounds {
  readonly minX: number;
  readonly minY: number;
  readonly maxX: number;
  readonly maxY: number;
}

/** Pixels a metre at most: a plate of 10 cm is then as wide as a thumb is long. */
export const mostScale = 1_500;

export function toScreen(view: View, x: number, y: number): FloorPoint {
  return [view.x + x * view.scale, view.y - y * view.scale];
}

export function toFloor(view: View, sx: number, sy: number): FloorPoint {
  return [(sx - view.x) / view.scale, (view.y - sy) / view.scale];
}

/** The smallest box around points; a square metre around the origin where there is none. */
export function boundsOf(points: Iterable<FloorPoint>): Bounds {
  let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of points) {
    minX = Math.min(minX, x);
    minY = Math.min(minY, y);
    maxX = Math.max(maxX, x);
    maxY = Math.max(maxY, y);
  }
  return minX <= maxX ? { minX, minY, maxX, maxY } : { minX: -0.5, minY: -0.5, maxX: 0.5, maxY: 0.5 };
}

export function sameBounds(a: Bounds, b: Bounds): boolean {
  return a.minX === b.minX && a.minY === b.minY && a.maxX === b.maxX && a.maxY === b.maxY;
}

/** Everything within `bounds` in the middle of the screen, with `padding` pixels around it. */
export function fitView(bounds: Bounds, size: Size, padding: number): View {
  const width = Math.max(bounds.maxX - bounds.minX, 0.1);
  const height = Math.max(bounds.maxY - bounds.minY, 0.1);
  const room = (whole: number) => Math.max(whole - 2 * padding, 10);
  const scale = Math.min(room(size.width) / width, room(size.height) / height, mostScale);
  return centredView((bounds.minX + bounds.maxX) / 2, (bounds.minY + bounds.maxY) / 2, scale, size);
}

/** A place of the floor in the middle of the screen. */
export function centredView(x: number, y: number, scale: number, size: Size): View {
  return { x: size.width / 2 - x * scale, y: size.height / 2 + y * scale, scale };
}

/** Nearer (`factor` > 1) or farther; what is under `sx`, `sy` stays there. The scale stays within `least` and `mostScale`. */
export function zoomView(view: View, factor: number, sx: number, sy: number, least: number): View {
  const scale = Math.min(Math.max(view.scale * factor, least), Math.max(mostScale, least));
  const k = scale / view.scale;
  return { x: sx - (sx - view.x) * k, y: sy - (sy - view.y) * k, scale };
}

/** The same, moved so that at least a little of `bounds` stays on the screen. */
export function keepInSight(view: View, bounds: Bounds, size: Size): View {
  const margin = Math.min(80, size.width / 3, size.height / 3);
  const left = view.x + bounds.minX * view.scale;
  const right = view.x + bounds.maxX * view.scale;
  const top = view.y - bounds.maxY * view.scale;
  const bottom = view.y - bounds.minY * view.scale;
  return {
    x: view.x + shift(left, right, margin, size.width - margin),
    y: view.y + shift(top, bottom, margin, size.height - margin),
    scale: view.scale,
  };
}

function shift(from: number, to: number, least: number, most: number): number {
  if (to < least) return least - to;
  return from > most ? most - from : 0;
}

/** The longest round length (1, 2 or 5 times a power of ten, metres) that takes at most `most` pixels. */
export function scaleBar(scale: number, most: number): { readonly metres: number; readonly pixels: number } {
  const power = 10 ** Math.floor(Math.log10(most / scale));
  const metres = [5, 2, 1].map((times) => times * power).find((each) => each * scale <= most) ?? power;
  return { metres, pixels: metres * scale };
}
