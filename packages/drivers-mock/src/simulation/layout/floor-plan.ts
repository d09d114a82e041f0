import type { FloorPoint } from "@aisle/sdk/store";

/** An upright rectangle on the floor, metres. */
export interface Rect {
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
}

/** A piece of furniture that hides what is behind it, from the floor up to `height` metres. */
export interface Solid extends Rect {
  readonly height: number;
}

/** Where one gondola stands. Its plates face the aisle it belongs to. */
export interface GondolaPlace {
  readonly id: string;
  readonly aisle: number;
  /** Its left end along x, and the line of its open front along y. */
  readonly x0: number;
  readonly front: number;
  /** +1 where the shopper stands at larger y, -1 where at smaller. */
  readonly facing: 1 | -1;
}

export interface GatePlace {
  readonly id: string;
  readonly scanner: string;
  readonly y: number;
  /** The side of the gate, along y, on which people wait. */
  readonly side: 1 | -1;
}

/** The floor of the store: gates in the west, a lobby, aisles along x, a corridor at their far end. */
export interface FloorPlan {
  readonly width: number;
  readonly depth: number;
  /** The line that a shopper crosses at a gate. */
  readonly gateX: number;
  readonly lobby: Rect;
  readonly corridor: Rect;
  readonly aisles: readonly Rect[];
  readonly gates: readonly GatePlace[];
  readonly gondolas: readonly GondolaPlace[];
  readonly solids: readonly Solid[];
  readonly platesPerLevel: number;
  /** Where the middle of a body may be: these rectangles overlap where one can go from one to the next. */
  readonly walkable: readonly Rect[];
}

/** Metres. */
export const dimensions = {
  plateWidth: 0.25,
  /** Unless told; a gondola is as long whatever the number of its plates. */
  platesPerLevel: 6,
  levels: 4,
  lowestLevel: 0.3,
  levelStep: 0.4,
  gondolaDepth: 0.42,
  gondolaHeight: 1.75,
  aisleWidth: 1.9,
  gateX: 0.6,
  gateWidth: 0.8,
  lobbyEnd: 2.5,
  corridorWidth: 1.2,
  /** How far the middle of a body stays from walls and furniture. */
  bodyMargin: 0.26,
  /** How far in front of the gates people still are part of the picture. */
  forecourt: 2.9,
} as const;

/** Plans a store of so many aisles, with so many gondolas of `platesPerLevel` plates on each side of each aisle. */
export function planFloor(
  aisleCount: number,
  bays: number,
  platesPerLevel: number = dimensions.platesPerLevel,
): FloorPlan {
  const d = dimensions;
  const bayLength = d.plateWidth * d.platesPerLevel;
  const shelvesEnd = d.lobbyEnd + bays * bayLength;
  const width = shelvesEnd + d.corridorWidth;
  const pitch = d.aisleWidth + 2 * d.gondolaDepth;
  const depth = aisleCount * pitch;
  const aisles: Rect[] = [];
  const gondolas: GondolaPlace[] = [];
  for (let aisle = 0; aisle < aisleCount; aisle++) {
    const y0 = aisle * pitch + d.gondolaDepth;
    const y1 = y0 + d.aisleWidth;
    aisles.push({ x0: d.lobbyEnd, y0, x1: shelvesEnd, y1 });
    for (const [front, facing] of [
      [y0, 1],
      [y1, -1],
    ] as const)
      for (let bay = 0; bay < bays; bay++)
        gondolas.push({ id: `g${gondolas.length + 1}`, aisle, x0: d.lobbyEnd + bay * bayLength, front, facing });
  }
  const lobby = { x0: d.gateX, y0: 0, x1: d.lobbyEnd, y1: depth };
  const corridor = { x0: shelvesEnd, y0: 0, x1: width, y1: depth };
  const gates: GatePlace[] = [
    { id: "gate-1", scanner: "scanner-1", y: depth * 0.3, side: -1 },
    { id: "gate-2", scanner: "scanner-2", y: depth * 0.7, side: 1 },
  ];
  return {
    width,
    depth,
    gateX: d.gateX,
    lobby,
    corridor,
    aisles,
    gates,
    gondolas,
    platesPerLevel,
    solids: backPanels(aisleCount, pitch, shelvesEnd),
    walkable: walkableOf(lobby, corridor, aisles, gates),
  };
}

/** Shelves are open in front: only the rear of a gondola hides what is behind it. */
function backPanels(aisleCount: number, pitch: number, shelvesEnd: number): Solid[] {
  const rear = 0.2;
  return Array.from({ length: aisleCount + 1 }, (_, row) => ({
    x0: dimensions.lobbyEnd,
    x1: shelvesEnd,
    y0: Math.max(0, row * pitch - rear),
    y1: Math.min(aisleCount * pitch, row * pitch + rear),
    height: dimensions.gondolaHeight,
  }));
}

function walkableOf(lobby: Rect, corridor: Rect, aisles: readonly Rect[], gates: readonly GatePlace[]): Rect[] {
  const m = dimensions.bodyMargin;
  const inner = (r: Rect): Rect => ({ x0: r.x0 + m, y0: r.y0 + m, x1: r.x1 - m, y1: r.y1 - m });
  return [
    inner(lobby),
    inner(corridor),
    ...aisles.map((a) => ({ x0: a.x0 - 2 * m, y0: a.y0 + m, x1: a.x1 + 2 * m, y1: a.y1 - m })),
    ...gates.map((g) => ({ x0: lobby.x0 - 2 * m, y0: g.y - 0.1, x1: lobby.x0 + 2 * m, y1: g.y + 0.1 })),
    { x0: lobby.x0 - m - dimensions.forecourt, y0: m, x1: lobby.x0 - m, y1: lobby.y1 - m },
  ];
}

/** Whether a body may be at a place. */
export function isWalkable(plan: FloorPlan, [x, y]: FloorPoint): boolean {
  return plan.walkable.some((r) => x >= r.x0 && x <= r.x1 && y >= r.y0 && y <= r.y1);
}

/** The nearest place where a body may be. */
export function nearestWalkable(plan: FloorPlan, x: number, y: number): FloorPoint {
  let best: FloorPoint = [x, y];
  let least = Number.POSITIVE_INFINITY;
  for (const r of plan.walkable) {
    const cx = Math.min(r.x1, Math.max(r.x0, x));
    const cy = Math.min(r.y1, Math.max(r.y0, y));
    const off = (cx - x) * (cx - x) + (cy - y) * (cy - y);
    if (off === 0) return [x, y];
    if (off < least) {
      least = off;
      best = [cx, cy];
    }
  }
  return best;
}
