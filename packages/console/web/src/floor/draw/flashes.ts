import type { PersonFrame } from "../../../../src/wire/index.ts";
import type { Flash } from "../../client/page-model.ts";
import type { PlanPlate } from "../geometry/plan.ts";
import { type Picture, trace } from "./picture.ts";

/** How far (metres) the mark of a pick travels outwards, and of a return inwards. */
const travel = 0.3;

/** Plates that moved lately: a pick outwards, a return inwards, each with a line to whoever it is put down to. */
export function drawFlashes(picture: Picture): void {
  const { floor, plan } = picture;
  for (const flash of floor.flashes) {
    const age = Math.min(Math.max((floor.t - flash.t) / floor.flashAge, 0), 1);
    if (age === 1) continue;
    for (const id of flash.plates) {
      const plate = plan.plateById.get(id);
      if (plate !== undefined) drawFlash(picture, flash, plate, age);
    }
    const first = plan.plateById.get(flash.plates[0] ?? "");
    if (first !== undefined && flash.session !== null) drawReach(picture, flash.session, first, age);
  }
  picture.brush.globalAlpha = 1;
}

function drawFlash(
  { brush, view, palette, calm }: Picture,
  flash: Flash,
  { band, model }: PlanPlate,
  age: number,
): void {
  const colour = flash.kind === "touch" ? palette.of["text-dim"] : palette.of[flash.kind];
  brush.globalAlpha = calm ? 0.8 : 1 - age;
  brush.fillStyle = colour;
  brush.strokeStyle = colour;
  brush.lineWidth = 2;
  brush.beginPath();
  trace(brush, view, band.corners);
  brush.fill();
  brush.stroke();
  if (flash.kind === "touch") return;
  // A chevron that leaves the plate towards the shopper, or comes from there.
  const out = flash.kind === "pick" ? 1 : -1;
  const way = (calm ? 0.5 : flash.kind === "pick" ? age : 1 - age) * travel + model.size[1] / 2;
  const [fx, fy] = model.facing;
  const x = view.x + (model.center[0] + fx * way) * view.scale;
  const y = view.y - (model.center[1] + fy * way) * view.scale;
  const s = Math.max(5, 0.07 * view.scale);
  const [dx, dy] = [fx * out * s, -fy * out * s];
  brush.beginPath();
  brush.moveTo(x + dx, y + dy);
  brush.lineTo(x - dx - dy, y - dy + dx);
  brush.lineTo(x - dx + dy, y - dy - dx);
  brush.closePath();
  brush.fill();
}

function drawReach(
  { brush, view, palette, floor, calm }: Picture,
  session: string,
  plate: PlanPlate,
  age: number,
): void {
  const [px, py] = plate.band.center;
  const person = nearestOf(floor.people, session, px, py);
  if (person === undefined) return;
  brush.globalAlpha = calm ? 0.8 : 1 - age;
  brush.strokeStyle = palette.session(session);
  brush.lineWidth = 1.5;
  brush.beginPath();
  brush.moveTo(view.x + px * view.scale, view.y - py * view.scale);
  brush.lineTo(view.x + person.x * view.scale, view.y - person.y * view.scale);
  brush.stroke();
}

/** The person of a session who stands nearest to a place. */
export function nearestOf(
  people: readonly PersonFrame[],
  session: string,
  x: number,
  y: number,
): PersonFrame | undefined {
  let nearest: PersonFrame | undefined;
  let least = Infinity;
  for (const person of people) {
    if (person.session !== session) continue;
    const distance = Math.hypot(person.x - x, person.y - y);
    if (distance < least) {
      least = distance;
      nearest = person;
    }
  }
  return nearest;
}
