import type { CameraModel, FloorPoint, StoreModel, Zone } from "@aisle/sdk/store";
import { boundsOf, cameraCentre, inside, pixelOf } from "../geometry/index.ts";
import type { Vector3 } from "../geometry/matrix3.ts";
import { type BlindSpot, blindSpotsOf } from "./blind-spots.ts";
import { blocks, type Gondola, gondolasOf } from "./gondolas.ts";

/** How coverage is judged. */
export interface CoverageOptions {
  /** Edge of a cell, metres; made larger where the floor would have more than 40,000. */
  readonly cell?: number;
  /** Height of the head of whoever stands there, metres. */
  readonly head?: number;
  /** Heights, of which one at least must be in sight too, metres: knees and chest unless told. */
  readonly body?: readonly number[];
  /** Pixels that a person must be tall. */
  readonly pixels?: number;
}

/** Part of an area that is seen by one camera at least, and by two. */
export interface Share {
  /** Square metres people can stand on. */
  readonly area: number;
  /** 0 to 1. */
  readonly one: number;
  readonly two: number;
}

/** Where on the floor a standing person is seen, and by how many cameras. */
export interface Coverage {
  readonly cell: number;
  /** Corner of the first cell, metres. */
  readonly minX: number;
  readonly minY: number;
  readonly columns: number;
  readonly rows: number;
  /** Row by row: how many cameras see somebody there; −1 where nobody can stand. */
  readonly counts: Int16Array;
  readonly all: Share;
  readonly zones: readonly (Share & { readonly id: string })[];
  /** What no camera sees, the largest first; at most 50. */
  readonly blind: readonly BlindSpot[];
}

const mostCells = 40_000;
/** Pixels from the rim within which a detector often misses. */
const rim = 15;

/**
 * How the cameras cover the floor: each counts where it sees the head and the knees or the chest of a person who stands
 * there, tall enough in the picture, past the gondolas. Other people and pose sensors are left out.
 */
export function coverageOf(
  store: Pick<StoreModel, "floor" | "cameras" | "shelves" | "zones">,
  { cell: wanted = 0.25, head = 1.7, body = [0.5, 1.25], pixels = 40 }: CoverageOptions = {},
): Coverage {
  const { minX, minY, maxX, maxY } = boundsOf(store.floor);
  const cell = Math.max(wanted, Math.sqrt(((maxX - minX) * (maxY - minY)) / mostCells));
  const columns = Math.max(1, Math.ceil((maxX - minX) / cell - 1e-9));
  const rows = Math.max(1, Math.ceil((maxY - minY) / cell - 1e-9));
  const gondolas = gondolasOf(store.shelves);
  const counts = new Int16Array(columns * rows);
  for (let i = 0; i < counts.length; i++) {
    const [x, y] = middleOf(i, columns, cell, minX, minY);
    if (!inside(store.floor, x, y) || gondolas.some((box) => over(box, x, y))) counts[i] = -1;
  }
  for (const camera of store.cameras) {
    const centre = cameraCentre(camera);
    for (let i = 0; i < counts.length; i++) {
      if (counts[i] === -1) continue;
      const [x, y] = middleOf(i, columns, cell, minX, minY);
      if (seesPerson(camera, centre, gondolas, x, y, head, body, pixels)) counts[i]!++;
    }
  }
  const share = (polygon?: Zone["polygon"]): Share => shareOf(counts, columns, cell, minX, minY, polygon);
  return {
    cell,
    minX,
    minY,
    columns,
    rows,
    counts,
    all: share(),
    zones: store.zones.map(({ id, polygon }) => ({ id, ...share(polygon) })),
    blind: blindSpotsOf(counts, columns, rows, cell, minX, minY),
  };
}

function middleOf(i: number, columns: number, cell: number, minX: number, minY: number): FloorPoint {
  return [minX + ((i % columns) + 0.5) * cell, minY + (Math.floor(i / columns) + 0.5) * cell];
}

function over(box: Gondola, x: number, y: number): boolean {
  return x > box.minX && x < box.maxX && y > box.minY && y < box.maxY;
}

function seesPerson(
  camera: CameraModel,
  centre: Vector3,
  gondolas: readonly Gondola[],
  x: number,
  y: number,
  head: number,
  body: readonly number[],
  pixels: number,
): boolean {
  const seen = (z: number): boolean => {
    const at = pixelOf(camera, [x, y, z]);
    if (at === undefined || at.u < rim || at.v < rim) return false;
    if (at.u > camera.width - rim || at.v > camera.height - rim) return false;
    return !gondolas.some((box) => blocks(box, centre, [x, y, z]));
  };
  if (!seen(head) || !body.some(seen)) return false;
  const top = pixelOf(camera, [x, y, head]);
  const foot = pixelOf(camera, [x, y, 0]);
  // From straight above a person is small in the picture's height and wide: their breadth counts then.
  if (top === undefined || foot === undefined) return false;
  const breadth = (0.45 * camera.K[0][0]) / top.depth;
  return Math.max(breadth, Math.hypot(top.u - foot.u, top.v - foot.v)) >= pixels;
}

function shareOf(
  counts: Int16Array,
  columns: number,
  cell: number,
  minX: number,
  minY: number,
  polygon: Zone["polygon"] | undefined,
): Share {
  let cells = 0;
  let one = 0;
  let two = 0;
  counts.forEach((count, i) => {
    if (count < 0) return;
    const [x, y] = middleOf(i, columns, cell, minX, minY);
    if (polygon !== undefined && !inside(polygon, x, y)) return;
    cells++;
    if (count >= 1) one++;
    if (count >= 2) two++;
  });
  return { area: cells * cell * cell, one: cells === 0 ? 0 : one / cells, two: cells === 0 ? 0 : two / cells };
}
