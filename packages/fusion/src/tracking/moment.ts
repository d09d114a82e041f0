import { assign } from "./assignment.ts";
import { type Body, beginAt, bodyOf, framesOf, learn, motionBy, newBody } from "./bodies.ts";
import { gather } from "./crowd.ts";
import { mayStand } from "./floor-plan.ts";
import type { Look } from "./look.ts";
import { bring, score } from "./pairing.ts";
import type { ScanRoom } from "./scan.ts";
import type { TrackerState } from "./tracker-state.ts";
import { tellApart } from "./whose.ts";

/** The scans of one moment while they are laid out. */
interface Layout {
  readonly room: ScanRoom;
  /** The latest of their times. */
  readonly at: number;
  readonly looks: readonly Look[];
  readonly bodies: Body[];
}

/** By scan and person: whose it is, as an index among the tracks, then among the newcomers after them; −1 for nobody's. */
export type MomentPlan = readonly Int32Array[];

/**
 * Decides who is who on the frames that several sensors took at the same moment. Taken one after the other, the first
 * camera decides on old places alone, and a track it misses may take somebody else's sighting, which all others then
 * confirm. So it is asked who is who once more with all that was seen, and then each frame is looked at a second time, from
 * where its people are by the others. Where everybody was somebody known at once, the first look stands: there is no plan
 * then, for the looks tell who is who.
 */
export function planMoment(state: TrackerState, room: ScanRoom, looks: readonly Look[]): MomentPlan | undefined {
  let at = -Infinity;
  for (const look of looks) at = Math.max(at, look.at);
  for (const look of looks) look.seen.late = (at - look.at) / 1000;
  const bodies = state.tracks.map((track, i) => {
    bring(track, at);
    const body = bodyOf(track, looks.length, room.bodies[i]);
    room.bodies[i] = body;
    return body;
  });
  const layout: Layout = { room, at, looks, bodies };
  for (let s = 0; s < looks.length; s++) take(layout, s, bodies);
  if (bodies.length === state.tracks.length) return undefined;
  const sightings = looks.map(({ seen }) => seen);
  tellApart(bodies, sightings);
  for (let s = 0; s < looks.length; s++) {
    forget(layout, s);
    // Who is known by nothing else of the moment is not there while it is looked at.
    const there = bodies.filter((body) => body.before !== undefined || framesOf(body) > 0);
    take(layout, s, there);
  }
  const plan = sightings.map(({ count }) => new Int32Array(count).fill(-1));
  bodies.forEach(({ seen }, body) => {
    for (let s = 0; s < seen.length; s++) if (seen[s]! >= 0) plan[s]![seen[s]!] = body;
  });
  return plan;
}

/** Pairs the people of one scan with those who are there; whoever is left over is somebody new. */
function take({ room, at, looks, bodies }: Layout, s: number, there: readonly Body[]): void {
  const look = looks[s]!;
  const { crowd, assignment, seen } = look;
  gather(crowd, there, room.maps[look.sensor]);
  score(look, there);
  assign(assignment, crowd.count, seen.count);
  for (let i = 0; i < crowd.count; i++) {
    const j = assignment.chosen[i]!;
    if (j < 0) continue;
    const body = there[crowd.track[i]!]!;
    body.seen[s] = j;
    learn(body.motion, seen, j, body.at > look.at ? (body.at - look.at) / 1000 : 0);
  }
  for (let j = 0; j < seen.count; j++) {
    if (assignment.owner[j]! >= 0 || seen.partial[j] || !mayStand(room.model, seen.x[j]!, seen.y[j]!)) continue;
    const body = newBody(at, looks.length, beginAt(seen, j));
    body.seen[s] = j;
    bodies.push(body);
  }
}

/** Takes back what one scan said of everybody, so that they are where the others put them. */
function forget({ bodies, looks }: Layout, s: number): void {
  const sightings = looks.map(({ seen }) => seen);
  for (const { before, motion, seen } of bodies) {
    if (seen[s]! < 0) continue;
    seen[s] = -1;
    if (motionBy(before, seen, sightings, motion) === undefined) seen.fill(-1);
  }
}
