import type { FloorPoint } from "@aisle/sdk/store";
import { type CameraView, type Projected, project } from "./camera-view.ts";
import { type Crossing, crosses, dips, type Obstacle } from "./gondolas.ts";

/**
 * What a camera could see of people on the floor were nobody else there. Rays are cast once for each small square of
 * the floor and each kind of height, when somebody first stands there: afterwards furniture costs nothing.
 */
export interface SightMap {
  readonly view: CameraView;
  readonly obstacles: readonly Obstacle[];
  readonly minX: number;
  readonly minY: number;
  /** Squares a metre. */
  readonly perMetre: number;
  readonly columns: number;
  readonly rows: number;
  /** By height, row and column: which probes of a body are in sight, or one of the values below. */
  readonly cells: Int8Array;
}

/** The camera cannot see that place, or nothing near it either: nobody there can be on its picture. */
export const outOfView = -1;
export const farOutOfView = -2;
const unknown = -3;

/** Heights at which a body is probed, as shares of the head's: bit 0 of a cell is the first. */
export const probes = [1, 0.75, 0.3] as const;
/** Heads up to these heights, in metres, are taken to be of the heights below. */
const bands = [1.5, 1.7] as const;
const heights = [1.4, 1.6, 1.8] as const;
/** Side of a square in metres; on large floors they grow, for there are at most so many. */
const finest = 0.15;
const mostSquares = 131_072;
/** People are followed so far beyond the floor's hull, metres. */
const margin = 2;
/** Pixels from the rim within which a detector often misses. */
const rim = 15;
/** Beyond the picture by more than this share of its size, a body cannot belong to what is on it. */
const beyond = 0.25;

const pixel: Projected = { u: 0, v: 0, depth: 0 };
const crossing: Crossing = { from: 0, to: 0 };

/** An empty map of a camera over a floor. */
export function createSightMap(
  view: CameraView,
  floor: readonly FloorPoint[],
  obstacles: readonly Obstacle[],
): SightMap {
  const xs = floor.map(([x]) => x);
  const ys = floor.map(([, y]) => y);
  const minX = Math.min(0, ...xs) - margin;
  const minY = Math.min(0, ...ys) - margin;
  const width = Math.max(0, ...xs) + margin - minX;
  const depth = Math.max(0, ...ys) + margin - minY;
  const perMetre = 1 / Math.max(finest, Math.sqrt((width * depth) / mostSquares));
  const columns = Math.ceil(width * perMetre);
  const rows = Math.ceil(depth * perMetre);
  const cells = new Int8Array(columns * rows * heights.length).fill(unknown);
  return { view, obstacles, minX, minY, perMetre, columns, rows, cells };
}

/** Which probes of somebody at a place, with the head's middle at `h` metres, are in sight, as bits; or out of view. */
export function sightAt(map: SightMap, x: number, y: number, h: number): number {
  const { columns, rows } = map;
  const column = clamp(((x - map.minX) * map.perMetre) | 0, columns);
  const row = clamp(((y - map.minY) * map.perMetre) | 0, rows);
  const band = h <= bands[0] ? 0 : h <= bands[1] ? 1 : 2;
  const k = (band * rows + row) * columns + column;
  const known = map.cells[k]!;
  return known === unknown ? fill(map, k, column, row, band) : known;
}

/** An index within `size`, from one that may lie beyond; what is no number has become 0. */
function clamp(index: number, size: number): number {
  return index < 0 ? 0 : index >= size ? size - 1 : index;
}

function fill(map: SightMap, k: number, column: number, row: number, band: number): number {
  const x = map.minX + (column + 0.5) / map.perMetre;
  const y = map.minY + (row + 0.5) / map.perMetre;
  const found = lookAt(map, x, y, band);
  map.cells[k] = found;
  return found;
}

function lookAt({ view, obstacles }: SightMap, x: number, y: number, band: number): number {
  const { width, height } = view.model;
  let found = farOutOfView;
  let free = 0;
  for (let k = 0; k < probes.length; k++) {
    const z = heights[band]! * probes[k]!;
    if (!project(view, x, y, z, pixel)) continue;
    const { u, v } = pixel;
    if (u < -beyond * width || v < -beyond * height) continue;
    if (u > (1 + beyond) * width || v > (1 + beyond) * height) continue;
    found = Math.max(found, outOfView);
    if (u < rim || v < rim || u > width - rim || v > height - rim) continue;
    found = 0;
    free |= 1 << k;
  }
  return found === 0 ? pastFurniture(view, obstacles, x, y, band, free) : found;
}

/** Which of the probes in the picture, `free`, no furniture hides. */
function pastFurniture(
  { cx, cy, cz }: CameraView,
  obstacles: readonly Obstacle[],
  x: number,
  y: number,
  band: number,
  free: number,
): number {
  let left = free;
  for (const box of obstacles) {
    if (left === 0) break;
    if (!crosses(box, cx, cy, x, y, crossing)) continue;
    for (let k = 0; k < probes.length; k++) {
      if (dips(box, crossing, cz, heights[band]! * probes[k]!)) left &= ~(1 << k);
    }
  }
  return left;
}
