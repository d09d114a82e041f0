/** Where a track was: a ring of places in order of time. Metres, ms since the epoch. Plain data. */
export interface PlaceRing {
  readonly at: Float64Array;
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** How many were ever put in. */
  count: number;
}

/**
 * Where a track's wrists were seen: by a camera (its index) as a direction from its centre, or by a sensor that
 * measures (−1) as a point. A ring in no order of time.
 */
export interface WristRing {
  readonly at: Float64Array;
  readonly camera: Int16Array;
  readonly a: Float64Array;
  readonly b: Float64Array;
  readonly c: Float64Array;
  count: number;
}

/** 256 places at least 50 ms apart are 12.8 s. */
const places = 256;
const placeEvery = 50;
const wrists = 1024;

/** An empty ring. */
export function createPlaces(): PlaceRing {
  return { at: new Float64Array(places), x: new Float64Array(places), y: new Float64Array(places), count: 0 };
}

/** An empty ring; it takes the two wrists of eight cameras at 10 Hz for 6 s. */
export function createWrists(): WristRing {
  return {
    at: new Float64Array(wrists),
    camera: new Int16Array(wrists),
    a: new Float64Array(wrists),
    b: new Float64Array(wrists),
    c: new Float64Array(wrists),
    count: 0,
  };
}

/** Puts a place in unless the last one is too near in time. */
export function addPlace(ring: PlaceRing, at: number, x: number, y: number): void {
  if (ring.count > 0 && at < (ring.at[(ring.count - 1) % places] ?? 0) + placeEvery) return;
  const k = ring.count++ % places;
  ring.at[k] = at;
  ring.x[k] = x;
  ring.y[k] = y;
}

/** Puts a wrist in. */
export function addWrist(ring: WristRing, at: number, camera: number, a: number, b: number, c: number): void {
  const k = ring.count++ % wrists;
  ring.at[k] = at;
  ring.camera[k] = camera;
  ring.a[k] = a;
  ring.b[k] = b;
  ring.c[k] = c;
}

/** The place at a time between the oldest and the newest kept, on the straight line between neighbours. */
export function placeAt(ring: PlaceRing, at: number): { x: number; y: number } | undefined {
  if (ring.count === 0) return undefined;
  let low = Math.max(0, ring.count - places);
  let high = ring.count - 1;
  if (at < (ring.at[low % places] ?? 0) || at > (ring.at[high % places] ?? 0)) return undefined;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((ring.at[middle % places] ?? 0) <= at) low = middle;
    else high = middle;
  }
  const i = low % places;
  const j = high % places;
  const span = (ring.at[j] ?? 0) - (ring.at[i] ?? 0);
  const u = span > 0 ? (at - (ring.at[i] ?? 0)) / span : 0;
  const xi = ring.x[i] ?? 0;
  const yi = ring.y[i] ?? 0;
  return { x: xi + ((ring.x[j] ?? 0) - xi) * u, y: yi + ((ring.y[j] ?? 0) - yi) * u };
}

/** Time of the newest place, −Infinity when there is none. */
export function newestPlace(ring: PlaceRing): number {
  return ring.count === 0 ? -Infinity : (ring.at[(ring.count - 1) % places] ?? 0);
}

/** Forgets what `into` held since `from`, and puts in what `other` holds from then on. */
export function graftPlaces(into: PlaceRing, other: PlaceRing, from: number): void {
  while (into.count > 0 && newestPlace(into) >= from) into.count--;
  for (let n = Math.max(0, other.count - places); n < other.count; n++) {
    const k = n % places;
    addPlace(into, other.at[k] ?? 0, other.x[k] ?? 0, other.y[k] ?? 0);
  }
}

/** Adds the wrists that `other` holds. */
export function graftWrists(into: WristRing, other: WristRing): void {
  for (let n = Math.max(0, other.count - wrists); n < other.count; n++) {
    const k = n % wrists;
    addWrist(into, other.at[k] ?? 0, other.camera[k] ?? 0, other.a[k] ?? 0, other.b[k] ?? 0, other.c[k] ?? 0);
  }
}

/** Calls `visit` with every wrist seen in an interval. */
export function wristsBetween(
  ring: WristRing,
  from: number,
  to: number,
  visit: (at: number, camera: number, a: number, b: number, c: number) => void,
): void {
  for (let n = Math.max(0, ring.count - wrists); n < ring.count; n++) {
    const k = n % wrists;
    const at = ring.at[k] ?? 0;
    if (at < from || at > to) continue;
    visit(at, ring.camera[k] ?? 0, ring.a[k] ?? 0, ring.b[k] ?? 0, ring.c[k] ?? 0);
  }
}
