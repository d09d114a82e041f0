import { type FloorPlan, nearestWalkable } from "../layout/index.ts";
import { type Person, pace } from "./person.ts";

/** Metres between two people below which they give way. */
const roomMetres = 0.6;
const accelerationMetres = 4;
/** Who gets no nearer for so long squeezes through for a while: nobody is stuck for ever. */
const patienceMs = 1_800;
const squeezeMs = 1_500;

/** Moves everybody along their routes for `ms`; they keep to the floor and out of each other's way. */
export function stepCrowd(people: readonly Person[], plan: FloorPlan, time: number, ms: number): void {
  const seconds = ms / 1000;
  for (const person of people) {
    const target = person.route[0];
    if (target === undefined) {
      person.vx = 0;
      person.vy = 0;
      if (person.facing !== undefined) turn(person, person.facing, seconds);
      continue;
    }
    const dx = target[0] - person.x;
    const dy = target[1] - person.y;
    const distance = Math.sqrt(dx * dx + dy * dy);
    if (distance < (person.route.length > 1 ? 0.3 : 0.05)) {
      person.route.shift();
      person.nearest = Number.POSITIVE_INFINITY;
      continue;
    }
    losePatience(person, distance, time);
    const speed = person.route.length > 1 ? person.speed : Math.min(person.speed, 0.15 + distance * 2.5);
    const [ax, ay] = time < person.squeezeUntil ? [0, 0] : giveWay(person, people, dx / distance, dy / distance);
    // The last steps to a place of one's own are taken, also where somebody stands beside it.
    const shy = person.route.length > 1 ? 1 : Math.min(1, distance / 0.6);
    accelerate(person, (dx / distance) * speed + ax * shy, (dy / distance) * speed + ay * shy, seconds);
    move(person, plan, seconds);
  }
}

/** Away from whoever is near, and to the right of whoever is ahead. */
function giveWay(person: Person, people: readonly Person[], ux: number, uy: number): readonly [x: number, y: number] {
  let x = 0;
  let y = 0;
  for (const other of people) {
    if (other === person) continue;
    const dx = person.x - other.x;
    const dy = person.y - other.y;
    const distance = Math.max(0.05, Math.sqrt(dx * dx + dy * dy));
    if (distance > roomMetres) continue;
    const push = (1 - distance / roomMetres) * 2.2;
    x += (dx / distance) * push;
    y += (dy / distance) * push;
    const ahead = -(dx * ux + dy * uy) / distance;
    if (ahead > 0.3) {
      x += uy * push;
      y -= ux * push;
    }
  }
  return [x, y];
}

function accelerate(person: Person, vx: number, vy: number, seconds: number): void {
  const dvx = vx - person.vx;
  const dvy = vy - person.vy;
  const change = Math.sqrt(dvx * dvx + dvy * dvy);
  const share = change === 0 ? 0 : Math.min(1, (accelerationMetres * seconds) / change);
  person.vx += dvx * share;
  person.vy += dvy * share;
  const most = pace(person) / person.speed;
  if (most > 1) {
    person.vx /= most;
    person.vy /= most;
  }
}

function move(person: Person, plan: FloorPlan, seconds: number): void {
  const [x, y] = nearestWalkable(plan, person.x + person.vx * seconds, person.y + person.vy * seconds);
  person.x = x;
  person.y = y;
  const now = pace(person);
  person.stride += now * seconds * 4.5;
  if (now > 0.15) turn(person, Math.atan2(person.vy, person.vx), seconds);
}

function losePatience(person: Person, distance: number, time: number): void {
  if (distance < person.nearest - 0.05) {
    person.nearest = distance;
    person.nearestSince = time;
  } else if (time - person.nearestSince > patienceMs) {
    person.squeezeUntil = time + squeezeMs;
    person.nearestSince = time;
  }
}

function turn(person: Person, towards: number, seconds: number): void {
  let off = towards - person.heading;
  while (off > Math.PI) off -= 2 * Math.PI;
  while (off < -Math.PI) off += 2 * Math.PI;
  const most = 5 * seconds;
  person.heading += Math.min(most, Math.max(-most, off));
}
