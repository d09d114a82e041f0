import { drawsOf } from "../report/index.ts";

/** Where somebody is in fact, or was seen, at one moment. Metres. */
export interface Spot {
  readonly id: number;
  readonly x: number;
  readonly y: number;
}

/** One frame of a sensor that looks down on the floor. */
export interface Frame {
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly real: readonly Spot[];
  /** What was seen, in no order; who it is, it does not say. */
  readonly seen: readonly { readonly x: number; readonly y: number }[];
}

export interface Walkers {
  readonly people: number;
  /** Metres of floor along each side. */
  readonly side: number;
  /** Deviation of a measurement, metres. */
  readonly noise: number;
  /** Chance that somebody is missed in a frame, and that they then stay unseen for the next one. */
  readonly missed: number;
  readonly staysMissed: number;
  /** False alarms a frame. */
  readonly falseAlarms: number;
}

const frameMs = 100;
const startsAt = 1_780_000_000_000;
const speed = 1.1;
/** Metres that people keep between them. */
const elbowRoom = 0.55;

/** People who walk from place to place and stop there for a while, for so many frames. */
export function framesOf(walkers: Walkers, count: number, seed: number): readonly Frame[] {
  const { even, normal } = drawsOf(seed);
  const { side, noise } = walkers;
  const anywhere = (): number => 0.5 + (side - 1) * even();
  const people = Array.from({ length: walkers.people }, (_, id) => ({
    ...{ id, x: anywhere(), y: anywhere(), toX: anywhere(), toY: anywhere() },
    ...{ pause: 0, hidden: false },
  }));
  return Array.from({ length: count }, (_, k) => {
    keepApart(people);
    const seen: { x: number; y: number }[] = [];
    for (const person of people) {
      const left = Math.hypot(person.toX - person.x, person.toY - person.y);
      const step = (speed * frameMs) / 1000;
      if (person.pause > 0) person.pause--;
      else if (left < step) {
        person.pause = Math.floor(40 * even());
        person.toX = anywhere();
        person.toY = anywhere();
      } else {
        person.x += (step * (person.toX - person.x)) / left;
        person.y += (step * (person.toY - person.y)) / left;
      }
      person.hidden = even() < (person.hidden ? walkers.staysMissed : walkers.missed);
      if (!person.hidden) seen.push({ x: person.x + noise * normal(), y: person.y + noise * normal() });
    }
    if (even() < walkers.falseAlarms) seen.push({ x: anywhere(), y: anywhere() });
    return { at: startsAt + k * frameMs, real: people.map(({ id, x, y }) => ({ id, x, y })), seen };
  });
}

/** Nobody walks through anybody: who comes too near, gives way. */
function keepApart(people: readonly { x: number; y: number }[]): void {
  for (const [k, one] of people.entries()) {
    for (const other of people.slice(k + 1)) {
      const off = Math.hypot(other.x - one.x, other.y - one.y);
      if (off >= elbowRoom) continue;
      const push = (elbowRoom - off) / 2 / Math.max(off, 0.01);
      const [dx, dy] = [(other.x - one.x) * push, (other.y - one.y) * push];
      one.x -= dx;
      one.y -= dy;
      other.x += dx;
      other.y += dy;
    }
  }
}
