import type { FloorPoint, PlateModel } from "@aisle/sdk/store";

/** A level's band is at least this deep (metres), so that six levels of a shallow shelf can still be told apart. */
const leastBand = 0.07;
/** Heights this near to each other (metres) are one level. */
const sameLevel = 0.03;
/** Side of the squares in which neighbours are looked for, metres; plates wider than that are compared by their middle. */
const square = 1;

/** Where one plate is drawn: levels above one another share a place on the floor, so each gets a band of its depth. */
export interface Band {
  /** Back left, back right, front right, front left as the shopper stands before it; metres. */
  readonly corners: readonly [FloorPoint, FloorPoint, FloorPoint, FloorPoint];
  readonly center: FloorPoint;
  /** 1 is the lowest of `levels`. */
  readonly level: number;
  readonly levels: number;
}

/**
 * The bands of plates, in their order: the top level at the back, the lowest in front, towards the shopper. Plates belong
 * to one stack where they face the same way and most of one lies over the other.
 */
export function fanPlates(plates: readonly PlateModel[]): readonly Band[] {
  const squares = new Map<string, PlateModel[]>();
  for (const plate of plates) {
    const key = squareOf(plate.center[0], plate.center[1]);
    const there = squares.get(key);
    if (there === undefined) squares.set(key, [plate]);
    else there.push(plate);
  }
  return plates.map((plate) => {
    const heights = stackHeights(plate, squares);
    const levels = heights.length;
    const level = heights.filter((z) => z < plate.center[2] - sameLevel).length + 1;
    return { ...bandOf(plate, level, levels), level, levels };
  });
}

function squareOf(x: number, y: number): string {
  return `${Math.floor(x / square)},${Math.floor(y / square)}`;
}

/** The heights of all levels in the stack of a plate, its own among them, from below. */
function stackHeights(plate: PlateModel, squares: ReadonlyMap<string, readonly PlateModel[]>): readonly number[] {
  const found: number[] = [];
  for (const dx of [-square, 0, square]) {
    for (const dy of [-square, 0, square]) {
      for (const other of squares.get(squareOf(plate.center[0] + dx, plate.center[1] + dy)) ?? []) {
        if (stacked(plate, other)) found.push(other.center[2]);
      }
    }
  }
  const heights: number[] = [];
  for (const z of found.sort((a, b) => a - b)) {
    if (heights.length === 0 || z - heights[heights.length - 1]! > sameLevel) heights.push(z);
  }
  return heights;
}

function stacked(a: PlateModel, b: PlateModel): boolean {
  const [fx, fy] = a.facing;
  if (fx * b.facing[0] + fy * b.facing[1] < 0.95) return false;
  const dx = b.center[0] - a.center[0];
  const dy = b.center[1] - a.center[1];
  const along = Math.abs(-fy * dx + fx * dy);
  const deep = Math.abs(fx * dx + fy * dy);
  return along < 0.4 * (a.size[0] + b.size[0]) && deep < 0.4 * (a.size[1] + b.size[1]);
}

function bandOf(plate: PlateModel, level: number, levels: number): Pick<Band, "corners" | "center"> {
  const [fx, fy] = plate.facing;
  const [width, depth] = plate.size;
  const [cx, cy] = plate.center;
  const band = levels === 1 ? depth : Math.max(depth / levels, leastBand);
  const back = -depth / 2 + (levels - level) * band;
  // (−fy, fx) goes to the right of somebody who looks at the plate.
  const at = (along: number, out: number): FloorPoint => [cx - fy * along + fx * out, cy + fx * along + fy * out];
  const front = back + band;
  const half = width / 2;
  return {
    corners: [at(-half, back), at(half, back), at(half, front), at(-half, front)],
    center: at(0, (back + front) / 2),
  };
}

/** The box around plates along the way they face; one for each way. Metres. */
export function outlinesOf(plates: readonly PlateModel[]): readonly (readonly FloorPoint[])[] {
  const groups: { facing: FloorPoint; box: [number, number, number, number] }[] = [];
  for (const { center, size, facing } of plates) {
    let group = groups.find((each) => each.facing[0] * facing[0] + each.facing[1] * facing[1] > 0.95);
    if (group === undefined) {
      group = { facing, box: [Infinity, Infinity, -Infinity, -Infinity] };
      groups.push(group);
    }
    const [fx, fy] = group.facing;
    const along = -fy * center[0] + fx * center[1];
    const out = fx * center[0] + fy * center[1];
    const { box } = group;
    box[0] = Math.min(box[0], along - size[0] / 2);
    box[1] = Math.min(box[1], out - size[1] / 2);
    box[2] = Math.max(box[2], along + size[0] / 2);
    box[3] = Math.max(box[3], out + size[1] / 2);
  }
  return groups.map(({ facing: [fx, fy], box: [a0, o0, a1, o1] }) => {
    const at = (along: number, out: number): FloorPoint => [-fy * along + fx * out, fx * along + fy * out];
    return [at(a0, o0), at(a1, o0), at(a1, o1), at(a0, o1)];
  });
}
