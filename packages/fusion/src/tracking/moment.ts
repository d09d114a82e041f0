import { assign } from "./assignment.ts";
import { type Body, beginAt, bodyOf, framesOf, learn, motionBy, newBody } from "./bodies.ts";
import { gather } from "./crowd.ts";
import { newcomerAt, type Seen } from "./evidence.ts";
import { mayStand } from "./floor-plan.ts";
import { bring, type Scan, score } from "./pairing.ts";
import type { ScanRoom } from "./scan.ts";
import { trueTime } from "./sensor-errors.ts";
import { expectsHeads } from "./sensor-state.ts";
import { createSightings, type Sightings, takeSightings } from "./sightings.ts";
import type { Track, TrackerState } from "./tracker-state.ts";
import { tellApart } from "./whose.ts";

/** One frame of one sensor: cameras in the model's order, then its pose sensors. */
export interface SensorScan {
  readonly sensor: number;
  readonly objects: readonly Seen[];
}

/** The scans of one moment while they are laid out. */
interface Layout {
  readonly state: TrackerState;
  readonly room: ScanRoom;
  /** The latest of their times, when their sensors' clocks are corrected. */
  readonly at: number;
  readonly scans: readonly SensorScan[];
  readonly sightings: readonly Sightings[];
  readonly bodies: Body[];
  /** What everybody is like of whom only the place is known. */
  newcomer: Track | undefined;
}

/** By scan and person: whose it is, as an index among the tracks, then among the newcomers after them; −1 for nobody's. */
export type MomentPlan = readonly Int32Array[];

/**
 * Decides who is who on the frames that several sensors took at the same moment. Taken one after the other, the first
 * camera decides on old places alone, and a track it misses may take somebody else's sighting, which all others then
 * confirm. So it is asked who is who once more with all that was seen, and then each frame is looked at a second time, from
 * where its people are by the others. Where everybody was somebody known at once, the first look stands. What was seen is
 * in the room's `frames`, in the order of the scans.
 */
export function planMoment(state: TrackerState, room: ScanRoom, at: number, scans: readonly SensorScan[]): MomentPlan {
  const times = scans.map(({ sensor }) => trueTime(state.sensors[sensor]!.errors, at));
  const latest = Math.max(...times);
  const bodies = state.tracks.map((track, i) => {
    bring(track, latest);
    const body = bodyOf(track, scans.length, room.bodies[i]);
    room.bodies[i] = body;
    return body;
  });
  const sightings = scans.map(({ sensor, objects }, s) => {
    const seen = (room.frames[s] ??= createSightings());
    seen.late = (latest - times[s]!) / 1000;
    takeSightings(seen, room.views[sensor], objects, expectsHeads(state.sensors[sensor]!, state.heads));
    return seen;
  });
  const layout: Layout = { state, room, at: latest, scans, sightings, bodies, newcomer: undefined };
  for (let s = 0; s < scans.length; s++) look(layout, s);
  if (bodies.length > state.tracks.length) {
    tellApart(bodies, sightings);
    for (let s = 0; s < scans.length; s++) {
      forget(layout, s);
      look(layout, s);
    }
  }
  const plan = sightings.map(({ count }) => new Int32Array(count).fill(-1));
  bodies.forEach(({ seen }, body) => {
    for (let s = 0; s < seen.length; s++) if (seen[s]! >= 0) plan[s]![seen[s]!] = body;
  });
  return plan;
}

/** Pairs the people of one scan with bodies; whoever is left over is somebody new. */
function look(layout: Layout, s: number): void {
  const { state, room, at, scans, sightings, bodies } = layout;
  const { crowd, assignment } = room;
  const { sensor } = scans[s]!;
  const seen = sightings[s]!;
  const scan: Scan = { sensor, own: state.sensors[sensor]!, view: room.views[sensor], at: at - 1000 * seen.late };
  // Who is known by nothing else of the moment is not there while it is looked at.
  const there = bodies.filter((body) => body.before !== undefined || framesOf(body) > 0);
  const shadows = there.map(({ shadow }) => shadow);
  gather(crowd, shadows, room.maps[sensor]);
  score(assignment, scan, shadows, crowd, seen);
  assign(assignment, crowd.count, seen.count);
  for (let i = 0; i < crowd.count; i++) {
    const j = assignment.chosen[i]!;
    if (j < 0) continue;
    const body = there[crowd.track[i]!]!;
    body.seen[s] = j;
    learn(body.shadow.motion, seen, j);
  }
  for (let j = 0; j < seen.count; j++) {
    if (assignment.owner[j]! >= 0 || seen.partial[j] || !mayStand(room.model, seen.x[j]!, seen.y[j]!)) continue;
    const motion = beginAt(seen, j);
    layout.newcomer ??= newcomerAt(state.sensors.length, at, motion);
    const body = newBody(layout.newcomer, scans.length, motion);
    body.seen[s] = j;
    bodies.push(body);
  }
}

/** Takes back what one scan said of everybody, so that they are where the others put them. */
function forget({ bodies, sightings }: Layout, s: number): void {
  for (const { before, shadow, seen } of bodies) {
    if (seen[s]! < 0) continue;
    seen[s] = -1;
    if (motionBy(before, seen, sightings, shadow.motion) === undefined) seen.fill(-1);
  }
}
