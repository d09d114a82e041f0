/** Somebody on the floor, as fusion sees them: a number that dies with the visit. */
export interface Person {
  readonly id: number;
  /** Metres on the floor of the store. */
  readonly x: number;
  readonly y: number;
  /** Standard deviation of the place in metres. */
  readonly deviation: number;
  /** The session whose member this is, or `null` while nobody can say. */
  readonly session: string | null;
}
