import type { StoreModel } from "@aisle/sdk/store";
import { nameTrack } from "./evidence.ts";
import { beyondGate, inside, isDoorway, mayStand } from "./floor-plan.ts";
import { keepMeetings } from "./meetings.ts";
import { away, mergeClose, removeTrack } from "./merging.ts";
import { forgetMet } from "./met-book.ts";
import { addPlace, createPlaces, createWrists, graftPlaces, graftWrists } from "./track-history.ts";
import type { Track, TrackerState } from "./tracker-state.ts";

/** How often, in ms, tracks are confirmed, ended and merged. */
export const housekeepingEvery = 50;
/** Log-odds: believed, and not worth keeping. */
const confirmOdds = 2.94;
const dropOdds = -2.44;
/** So many misses in full view that a confirmed person was a ghost, unless it has been seen for so long, in ms. */
const goneOdds = -4;
const established = 5000;
/**
 * Somebody who should be seen and is not has no place from these log-odds on: in a closed store when more than one
 * camera has missed them for long, in an open one, where people leave anywhere, soon; there they end when it is even.
 */
const placeOddsClosed = -2;
const placeOddsOpen = 5;
const endOddsOpen = 0;
const confirmHits = 4;
/** In a closed store nobody appears from nowhere: an interior newcomer needs more. */
const interiorHits = 8;
const interiorOdds = 4;
/** How long, in ms, a confirmed person lives on unseen: inside a closed store, and where people leave. */
const unseenInside = 10_000;
const unseenAtDoor = 1500;
const unseenOutside = 600;
const unseenNew = 1500;
const unseenOpen = 2000;
/** Ended tracks answer questions for so long. */
const endedKept = 10_000;
/** Who was so far out of a gate has left, and is back when so much nearer again; metres. */
const leftBeyond = 0.5;
const backBy = 0.3;
/** A lost person walks at most so fast, m/s, and is at least so uncertain, metres. */
const lostSpeed = 1.6;
/** In an open store a newcomer is more likely somebody new. */
const lostSpeedOpen = 0.3;
const lostSlack = 0.6;
const lostAfter = 300;

/** Confirms, takes over, merges and ends tracks at the state's time. */
export function keepHouse(state: TrackerState, model: StoreModel): void {
  const { now, tracks, ended } = state;
  state.housekeptAt = now;
  // Whoever is looked at may go, and others move up.
  for (let i = 0; i < tracks.length; ) {
    const track = tracks[i]!;
    if (!track.confirmed) consider(state, model, track);
    if (tracks[i] === track) i++;
  }
  mergeClose(state);
  for (let i = 0; i < tracks.length; ) {
    const track = tracks[i]!;
    if (track.confirmed) follow(state, model, track);
    else if (track.odds < dropOdds || now - track.seenAt > unseenNew) removeTrack(state, track);
    if (tracks[i] === track) i++;
  }
  keepMeetings(state);
  while (ended.length > 0 && now - ended[0]!.endedAt > endedKept) ended.shift();
}

/** Keeps the place of somebody believed, or ends them. */
function follow(state: TrackerState, model: StoreModel, track: Track): void {
  const unseen = state.now - track.seenAt;
  const x = track.motion.state[0]!;
  const y = track.motion.state[1]!;
  const closed = model.gates.length > 0;
  track.doubted = track.odds < (closed ? placeOddsClosed : placeOddsOpen);
  if (!track.doubted) addPlace(track.places, track.at, x, y);
  if (closed && cameBack(model, track, x, y)) renew(state, track);
  const gone = closed ? track.odds < goneOdds && track.seenAt - track.bornAt < established : track.odds < endOddsOpen;
  if (gone || !mayStand(model, x, y) || unseen > (closed ? patienceAt(model, x, y, unseen) : unseenOpen))
    end(state, track);
}

/** Whether somebody who had left through a gate is on the way in: another person, or another visit. */
function cameBack(model: StoreModel, track: Track, x: number, y: number): boolean {
  const beyond = beyondGate(model.gates, x, y);
  if (beyond < -1) {
    track.entered = true;
    track.out = 0;
  }
  track.out = Math.max(track.out, beyond);
  return track.entered && track.out > leftBeyond && beyond < track.out - backBy;
}

/** The visit ends here; what was seen of whoever comes in goes on under a new number. */
function renew(state: TrackerState, track: Track): void {
  const { tracks, ended, events, now } = state;
  ended.push({ ...track, motion: structuredClone(track.motion), endedAt: now });
  events.push({ type: "ended", track: track.id, at: now });
  forgetMet(state.met, track.slot);
  track.id = state.nextId++;
  track.places = createPlaces();
  track.wrists = createWrists();
  track.bornAt = now;
  track.entered = false;
  track.out = 0;
  track.tall = 0;
  track.looks = 0;
  tracks.splice(tracks.indexOf(track), 1);
  tracks.push(track);
  events.push({ type: "confirmed", track: track.id, at: now });
}

/** How long somebody may be unseen there, in ms; asked only when `unseen` is long enough to matter. */
function patienceAt(model: StoreModel, x: number, y: number, unseen: number): number {
  if (unseen <= unseenOutside || !isDoorway(model, x, y)) return unseenInside;
  return inside(model.floor, x, y) ? unseenAtDoor : unseenOutside;
}

function consider(state: TrackerState, model: StoreModel, track: Track): void {
  if (track.hits < confirmHits || track.odds < confirmOdds) return;
  const x = track.motion.state[0]!;
  const y = track.motion.state[1]!;
  const lost = bestLost(state, model, track);
  if (lost) {
    takeOver(state, lost, track);
    return;
  }
  const interior = model.gates.length > 0 && !isDoorway(model, x, y);
  if (interior && (track.hits < interiorHits || track.odds < interiorOdds)) return;
  track.confirmed = true;
  state.events.push({ type: "confirmed", track: track.id, at: state.now });
}

/** The lost track that a newcomer fits best, by distance over what it may have walked. */
function bestLost(state: TrackerState, model: StoreModel, track: Track): Track | undefined {
  let best: Track | undefined;
  let bestFit = 1;
  const speed = model.gates.length > 0 ? lostSpeed : lostSpeedOpen;
  // Where people come and go, somebody who walks another way is somebody else.
  const atDoor = isDoorway(model, track.motion.state[0]!, track.motion.state[1]!);
  for (const lost of state.tracks) {
    if (!lost.confirmed || lost === track) continue;
    const unseen = state.now - lost.seenAt;
    if (unseen < lostAfter || lost.seenAt > track.bornAt + lostAfter) continue;
    if (atDoor && turned(lost, track)) continue;
    const fit = away(lost, track) / (lostSlack + (speed * unseen) / 1000);
    if (fit < bestFit) {
      best = lost;
      bestFit = fit;
    }
  }
  return best;
}

function turned(lost: Track, track: Track): boolean {
  const { state: a } = lost.motion;
  const { state: b } = track.motion;
  return a[2]! * b[2]! + a[3]! * b[3]! < 0;
}

/** `lost` goes on as what was seen as `track`, under its old id. */
function takeOver(state: TrackerState, lost: Track, track: Track): void {
  lost.motion = track.motion;
  lost.at = track.at;
  lost.odds = track.odds;
  lost.hits += track.hits;
  lost.seenAt = track.seenAt;
  for (let sensor = 0; sensor < track.names.length; sensor++) {
    const name = track.names[sensor] ?? null;
    if (name !== null) nameTrack(lost, sensor, name, track.namedAt[sensor]!);
  }
  graftPlaces(lost.places, track.places, track.bornAt);
  graftWrists(lost.wrists, track.wrists);
  removeTrack(state, track);
}

/** Says that nobody is there any more. */
export function end(state: TrackerState, track: Track): void {
  removeTrack(state, track);
  track.endedAt = state.now;
  state.ended.push(track);
  state.events.push({ type: "ended", track: track.id, at: state.now });
}
