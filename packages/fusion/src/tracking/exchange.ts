import {
  addPlace,
  addWrist,
  createPlaces,
  createWrists,
  eachPlace,
  type PlaceRing,
  type WristRing,
  wristsBetween,
} from "./track-history.ts";
import type { Track, TrackerState } from "./tracker-state.ts";

/** Two tracks have followed each other's person since a time: from then on each goes on under the other's number. */
export function exchange({ tracks, events, now }: TrackerState, a: Track, b: Track, since: number): void {
  const [k, l] = [tracks.indexOf(a), tracks.indexOf(b)];
  const wasA = identityOf(a);
  const placesA = placesOf(b.places, a.places, since);
  const wristsA = wristsOf(b.wrists, a.wrists, since);
  b.places = placesOf(a.places, b.places, since);
  b.wrists = wristsOf(a.wrists, b.wrists, since);
  a.places = placesA;
  a.wrists = wristsA;
  Object.assign(a, identityOf(b));
  Object.assign(b, wasA);
  // They stay in order of birth.
  tracks[k] = b;
  tracks[l] = a;
  events.push({ type: "exchanged", track: a.id, other: b.id, since, at: now });
}

/** What belongs to a person rather than to where they are. */
function identityOf({ id, slot, bornAt, entered, out, tall, looks }: Track): Partial<Track> {
  return { id, slot, bornAt, entered, out, tall, looks };
}

/** Where one was before a time, and the other from then on. */
function placesOf(before: PlaceRing, after: PlaceRing, since: number): PlaceRing {
  const places = createPlaces();
  eachPlace(before, (at, x, y) => at < since && addPlace(places, at, x, y));
  eachPlace(after, (at, x, y) => at >= since && addPlace(places, at, x, y));
  return places;
}

function wristsOf(before: WristRing, after: WristRing, since: number): WristRing {
  const wrists = createWrists();
  const add = (at: number, camera: number, a: number, b: number, c: number): void =>
    addWrist(wrists, at, camera, a, b, c);
  wristsBetween(before, -Infinity, since, (at, ...wrist) => at < since && add(at, ...wrist));
  wristsBetween(after, since, Infinity, add);
  return wrists;
}
