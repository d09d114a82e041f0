/** Where a track was: a ring of places in order of time. Metres, ms since the epoch. Plain data. */
export interface PlaceRing {
  at: Float64Array;
  x: Float64Array;
  y: Float64Array;
  /** How many were ever put in. */
  count: number;
}

/**
 * Where a track's wrists were seen: by a camera (its index) as a direction from its centre, or by a sensor that
 * measures (−1) as a point. A ring in order of time; the wrists of one look stand next to each other.
 */
export interface WristRing {
  at: Float64Array;
  camera: Int16Array;
  a: Float64Array;
  b: Float64Array;
  c: Float64Array;
  count: number;
}

/** Rings begin small, for most tracks are false alarms, and double up to their limit. */
const first = 16;
/** 256 places at least 50 ms apart are 12.8 s. */
const maxPlaces = 256;
const placeEvery = 50;
/** The two wrists of eight cameras at 10 Hz for 6 s. */
const maxWrists = 1024;

/** An empty ring. */
export function createPlaces(): PlaceRing {
  return { at: new Float64Array(first), x: new Float64Array(first), y: new Float64Array(first), count: 0 };
}

/** An empty ring. */
export function createWrists(): WristRing {
  return {
    at: new Float64Array(first),
    camera: new Int16Array(first),
    a: new Float64Array(first),
    b: new Float64Array(first),
    c: new Float64Array(first),
    count: 0,
  };
}

/** Puts a place in unless the last one is too near in time; of the same moment, what is known last is kept. */
export function addPlace(ring: PlaceRing, at: number, x: number, y: number): void {
  const newest = newestPlace(ring);
  if (at === newest) {
    const last = (ring.count - 1) % ring.at.length;
    ring.x[last] = x;
    ring.y[last] = y;
  }
  if (at < newest + placeEvery) return;
  if (ring.count === ring.at.length && ring.count < maxPlaces) {
    ring.at = doubled(ring.at);
    ring.x = doubled(ring.x);
    ring.y = doubled(ring.y);
  }
  const k = ring.count++ % ring.at.length;
  ring.at[k] = at;
  ring.x[k] = x;
  ring.y[k] = y;
}

/** Puts a wrist in at its place in time, unless the ring is full of newer ones. */
export function addWrist(ring: WristRing, at: number, camera: number, a: number, b: number, c: number): void {
  if (ring.count === ring.at.length && ring.count < maxWrists) {
    ring.at = doubled(ring.at);
    const camera = new Int16Array(ring.at.length);
    camera.set(ring.camera);
    ring.camera = camera;
    ring.a = doubled(ring.a);
    ring.b = doubled(ring.b);
    ring.c = doubled(ring.c);
  }
  const size = ring.at.length;
  const oldest = Math.max(0, ring.count - size);
  if (ring.count >= size && at < (ring.at[oldest % size] ?? 0)) return;
  let n = ring.count++;
  const first = Math.max(0, ring.count - size);
  for (; n > first && (ring.at[(n - 1) % size] ?? 0) > at; n--) copyWrist(ring, (n - 1) % size, n % size);
  const k = n % size;
  ring.at[k] = at;
  ring.camera[k] = camera;
  ring.a[k] = a;
  ring.b[k] = b;
  ring.c[k] = c;
}

function copyWrist(ring: WristRing, from: number, to: number): void {
  ring.at[to] = ring.at[from] ?? 0;
  ring.camera[to] = ring.camera[from] ?? 0;
  ring.a[to] = ring.a[from] ?? 0;
  ring.b[to] = ring.b[from] ?? 0;
  ring.c[to] = ring.c[from] ?? 0;
}

function doubled(values: Float64Array): Float64Array {
  const more = new Float64Array(values.length * 2);
  more.set(values);
  return more;
}

/** The place at a time between the oldest and the newest kept, on the straight line between neighbours. */
export function placeAt(ring: PlaceRing, at: number): { x: number; y: number } | undefined {
  const place = { x: 0, y: 0 };
  return findPlace(ring, at, place) ? place : undefined;
}

/** Writes the place at a time into `out`; `false`, and nothing is written, where none is kept. */
export function findPlace(ring: PlaceRing, at: number, out: { x: number; y: number }): boolean {
  const size = ring.at.length;
  let low = Math.max(0, ring.count - size);
  let high = ring.count - 1;
  if (high < low || !(at >= ring.at[low % size]!) || at > newestPlace(ring)) return false;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (ring.at[middle % size]! <= at) low = middle;
    else high = middle;
  }
  const i = low % size;
  const j = high % size;
  const span = ring.at[j]! - ring.at[i]!;
  const u = span > 0 ? (at - ring.at[i]!) / span : 0;
  const x = ring.x[i]!;
  const y = ring.y[i]!;
  out.x = x + (ring.x[j]! - x) * u;
  out.y = y + (ring.y[j]! - y) * u;
  return true;
}

/** Calls `visit` with every place that is kept, oldest first. */
export function eachPlace(ring: PlaceRing, visit: (at: number, x: number, y: number) => void): void {
  for (let n = Math.max(0, ring.count - ring.at.length); n < ring.count; n++) {
    const k = n % ring.at.length;
    visit(ring.at[k]!, ring.x[k]!, ring.y[k]!);
  }
}

/** Time of the newest place, −Infinity when there is none. */
export function newestPlace(ring: PlaceRing): number {
  return ring.count === 0 ? -Infinity : (ring.at[(ring.count - 1) % ring.at.length] ?? 0);
}

/** Forgets what `into` held since `from`, and puts in what `other` holds. */
export function graftPlaces(into: PlaceRing, other: PlaceRing, from: number): void {
  const oldest = Math.max(0, into.count - into.at.length);
  let kept = into.count;
  while (kept > oldest && (into.at[(kept - 1) % into.at.length] ?? 0) >= from) kept--;
  // A full ring that is wound back has lost what lay before, so it is laid out anew.
  const old = { ...into };
  Object.assign(into, createPlaces());
  copyPlaces(into, old, oldest, kept);
  copyPlaces(into, other, Math.max(0, other.count - other.at.length), other.count);
}

function copyPlaces(into: PlaceRing, from: PlaceRing, start: number, end: number): void {
  for (let n = start; n < end; n++) {
    const k = n % from.at.length;
    addPlace(into, from.at[k] ?? 0, from.x[k] ?? 0, from.y[k] ?? 0);
  }
}

/** Adds the wrists that `other` holds. */
export function graftWrists(into: WristRing, other: WristRing): void {
  wristsBetween(other, -Infinity, Infinity, (at, camera, a, b, c) => addWrist(into, at, camera, a, b, c));
}

/** The number of the first wrist that was not seen before a time; its index in the ring is that modulo the ring's size. */
export function firstWristFrom(ring: WristRing, at: number): number {
  const size = ring.at.length;
  let low = Math.max(0, ring.count - size);
  let high = ring.count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ring.at[middle % size] ?? 0) < at) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Calls `visit` with every wrist seen in an interval, in order of time. */
export function wristsBetween(
  ring: WristRing,
  from: number,
  to: number,
  visit: (at: number, camera: number, a: number, b: number, c: number) => void,
): void {
  const size = ring.at.length;
  for (let n = firstWristFrom(ring, from); n < ring.count; n++) {
    const k = n % size;
    const at = ring.at[k] ?? 0;
    if (at > to) return;
    visit(at, ring.camera[k] ?? 0, ring.a[k] ?? 0, ring.b[k] ?? 0, ring.c[k] ?? 0);
  }
}
