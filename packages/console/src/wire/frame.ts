/** One person on the floor. A number that dies with the visit. */
export interface PersonFrame {
  /** Id of the track. */
  readonly id: number;
  /** Metres. */
  readonly x: number;
  readonly y: number;
  /** Standard deviation of the place in metres. */
  readonly deviation: number;
  /** The session the person belongs to, or `null`. */
  readonly session: string | null;
  /** Where hands were seen within the last 300 ms: x, y, z in metres, at most two. Absent where none was. */
  readonly hands?: readonly (readonly [x: number, y: number, z: number])[];
}

/** One box of a camera's frame in whole pixels, with keypoints where the camera gave them. */
export interface SeenBox {
  /** Left, top, width, height. */
  readonly box: readonly [number, number, number, number];
  readonly head?: readonly [number, number];
  readonly wrists?: readonly (readonly [number, number])[];
}

/** What one camera saw last. */
export interface CameraSight {
  readonly camera: string;
  /** When, ms since the epoch. */
  readonly at: number;
  readonly boxes: readonly SeenBox[];
}

/** The floor at one moment; ten a second of store time. */
export interface Frame {
  /** Store time, ms since the epoch. */
  readonly t: number;
  /** The moment at which people were where they are shown, a little before `t`: fusion knows it only then. */
  readonly at?: number;
  readonly people: readonly PersonFrame[];
  /** Only in every second frame, and only cameras that said something since the last such frame. */
  readonly cameras?: readonly CameraSight[];
}

/** The floor between two frames: people who are in both move on a straight line, the others appear and go at `b`. */
export function interpolateFrames(a: Frame, b: Frame, t: number): readonly PersonFrame[] {
  if (b.t <= a.t || t <= a.t) return a.people;
  if (t >= b.t) return b.people;
  const u = (t - a.t) / (b.t - a.t);
  const next = new Map(b.people.map((person) => [person.id, person]));
  return a.people.map((person) => {
    const to = next.get(person.id);
    if (to === undefined) return person;
    return { ...person, x: person.x + (to.x - person.x) * u, y: person.y + (to.y - person.y) * u };
  });
}
