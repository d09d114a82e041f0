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
  /**
   * Where hands were seen within the last 300 ms: x, y, z in metres, at most two; absent where none was. Measured by
   * a pose sensor or by two cameras; where only one camera saw it, the likeliest point of its line of sight.
   */
  readonly hands?: readonly (readonly [x: number, y: number, z: number])[];
}

/** How near one person came to a plate over time. */
export interface PersonReach {
  /** Id of the person. */
  readonly person: number;
  readonly session: string | null;
  /**
   * Metres from the nearest hand that was seen to where a hand takes from the plate, or from the body where none was;
   * `null` where the person was not there. One for each moment that was asked for.
   */
  readonly distance: readonly (number | null)[];
  /** Whether that was a hand. */
  readonly hand: readonly boolean[];
}
