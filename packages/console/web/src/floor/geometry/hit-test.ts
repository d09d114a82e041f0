import type { PersonFrame } from "../../../../src/wire/index.ts";
import type { Selection } from "../../client/page-model.ts";
import type { FloorPlan, PlanPlate } from "./plan.ts";
import { distanceToSegment, inside } from "./polygon.ts";
import { toFloor, type View } from "./view.ts";

/** Side of the squares in which plates are looked up, metres. */
const square = 0.5;

/** Finds what is under a pointer. Made once for a plan. */
export interface HitTest {
  /** `reach`: how many pixels beside a thing still count, more for a finger than for a mouse. */
  at(view: View, people: readonly PersonFrame[], sx: number, sy: number, reach: number): Selection | undefined;
}

/** People lie over cameras and gates, those over plates, those over shelves. */
export function createHitTest(plan: FloorPlan): HitTest {
  const plates = new Map<string, PlanPlate[]>();
  for (const plate of plan.plates) {
    const xs = plate.band.corners.map(([x]) => Math.floor(x / square));
    const ys = plate.band.corners.map(([, y]) => Math.floor(y / square));
    for (let i = Math.min(...xs); i <= Math.max(...xs); i++) {
      for (let j = Math.min(...ys); j <= Math.max(...ys); j++) {
        const key = `${i},${j}`;
        const there = plates.get(key);
        if (there === undefined) plates.set(key, [plate]);
        else there.push(plate);
      }
    }
  }
  return {
    at(view, people, sx, sy, reach) {
      const [x, y] = toFloor(view, sx, sy);
      const near = reach / view.scale;
      return (
        personAt(people, x, y, Math.max(near, 0.2)) ??
        cameraAt(plan, x, y, near) ??
        gateAt(plan, x, y, near) ??
        plateAt(plates.get(`${Math.floor(x / square)},${Math.floor(y / square)}`) ?? [], x, y) ??
        shelfAt(plan, x, y)
      );
    },
  };
}

function personAt(people: readonly PersonFrame[], x: number, y: number, most: number): Selection | undefined {
  let id: number | undefined;
  let least = most;
  for (const person of people) {
    const distance = Math.hypot(person.x - x, person.y - y);
    if (distance > least) continue;
    least = distance;
    id = person.id;
  }
  return id === undefined ? undefined : { kind: "person", id };
}

function cameraAt({ cameras }: FloorPlan, x: number, y: number, most: number): Selection | undefined {
  let id: string | undefined;
  let least = most;
  for (const { model, place } of cameras) {
    const distance = Math.hypot(place[0] - x, place[1] - y);
    if (distance > least) continue;
    least = distance;
    id = model.id;
  }
  return id === undefined ? undefined : { kind: "camera", id };
}

function gateAt({ gates }: FloorPlan, x: number, y: number, most: number): Selection | undefined {
  const gate = gates.find(({ left, right }) => distanceToSegment(x, y, left, right) <= most);
  return gate === undefined ? undefined : { kind: "gate", id: gate.model.id };
}

function plateAt(plates: readonly PlanPlate[], x: number, y: number): Selection | undefined {
  const plate = plates.find(({ band }) => inside(band.corners, x, y));
  return plate === undefined ? undefined : { kind: "plate", id: plate.model.id };
}

function shelfAt({ shelves }: FloorPlan, x: number, y: number): Selection | undefined {
  const shelf = shelves.find(({ outlines }) => outlines.some((outline) => inside(outline, x, y)));
  return shelf === undefined ? undefined : { kind: "device", id: shelf.id };
}
