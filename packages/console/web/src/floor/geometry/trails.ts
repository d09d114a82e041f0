import type { PersonFrame } from "../../../../src/wire/index.ts";

/** Points a trail keeps, and how far apart in time they are at least: together the last 3 s. Milliseconds. */
export const trailPoints = 24;
export const trailStep = 125;
const trailLength = trailPoints * trailStep;
/** People with a trail at most; more walk without. */
const mostTrails = 1_000;

/** Where somebody went: a ring of points, the newest at `head`. */
export interface Trail {
  readonly x: Float32Array;
  readonly y: Float32Array;
  readonly t: Float64Array;
  head: number;
  count: number;
}

/** The trails of everybody who is shown. A jump in time, either way, forgets them all. */
export class Trails {
  readonly #trails = new Map<number, Trail>();
  #t = Number.NaN;

  add(t: number, people: readonly PersonFrame[]): void {
    if (t < this.#t || t > this.#t + trailLength) this.#trails.clear();
    if (t === this.#t) return;
    this.#t = t;
    for (const { id, x, y } of people) {
      let trail = this.#trails.get(id);
      if (trail === undefined) {
        if (this.#trails.size >= mostTrails) continue;
        trail = {
          x: new Float32Array(trailPoints),
          y: new Float32Array(trailPoints),
          t: new Float64Array(trailPoints),
          head: trailPoints - 1,
          count: 0,
        };
        this.#trails.set(id, trail);
      }
      if (trail.count > 0 && t < trail.t[trail.head]! + trailStep) continue;
      trail.head = (trail.head + 1) % trailPoints;
      trail.count = Math.min(trail.count + 1, trailPoints);
      trail.x[trail.head] = x;
      trail.y[trail.head] = y;
      trail.t[trail.head] = t;
    }
    for (const [id, trail] of this.#trails) {
      if (trail.t[trail.head]! < t - trailLength) this.#trails.delete(id);
    }
  }

  of(id: number): Trail | undefined {
    return this.#trails.get(id);
  }
}
