import type { StorePoint } from "@aisle/sdk";
import type { FloorPoint } from "@aisle/sdk/store";

/** A person on the floor without a name. A number that dies with the visit. */
export interface TrackView {
  readonly id: number;
  /** Metres and metres a second on the floor, at `at`. */
  readonly x: number;
  readonly y: number;
  readonly vx: number;
  readonly vy: number;
  /** Event time of the state, ms since the epoch. */
  readonly at: number;
  /** Seen often enough to be believed. */
  readonly confirmed: boolean;
  readonly bornAt: number;
  /** Event time of the last sighting. */
  readonly seenAt: number;
}

/** What the tracker says beside positions. */
export type TrackEvent =
  /** A track came to be believed. */
  | { readonly type: "confirmed"; readonly track: number; readonly at: number }
  /** `track` turned out to be the same person as `into`, who goes on. */
  | { readonly type: "merged"; readonly track: number; readonly into: number; readonly at: number }
  /** Two had followed each other's person since `since`; each is again who they were before. */
  | {
      readonly type: "exchanged";
      readonly track: number;
      readonly other: number;
      readonly since: number;
      readonly at: number;
    }
  /**
   * Two have met and parted, and with this probability (0 to 1) each track follows the other's person since `since`. Where
   * they were given their numbers back, how probable it is that this was wrong.
   */
  | {
      readonly type: "confused";
      readonly track: number;
      readonly other: number;
      readonly since: number;
      readonly probability: number;
      readonly at: number;
    }
  /** Nobody is there any more. */
  | { readonly type: "ended"; readonly track: number; readonly at: number };

/** How well one person could have reached one point of the store during an interval. */
export interface Reach {
  /** Log of how much likelier what was seen of hands and body is if this person's hand did it than if it did not. */
  readonly logLikelihood: number;
  /** The part of it that the hands alone tell; 0 where none was seen. */
  readonly handLogRatio?: number;
  /** Smallest distance in metres from a seen wrist (or, if none was seen, from the body) to the point. */
  readonly distance: number;
  /** Whether a wrist was seen in the interval at all. */
  readonly wristSeen: boolean;
}

/** The tracking stage, as its neighbours use it. */
export interface Tracking {
  /** Everybody, in order of birth. The list and its views are written anew at the next call: copy what is to be kept. */
  readonly tracks: () => readonly TrackView[];
  /** Where a track was, at a time within the last 10 seconds of its life; `undefined` before and after. */
  readonly positionAt: (track: number, at: number) => { readonly x: number; readonly y: number } | undefined;
  /**
   * `undefined` when the track did not exist in the interval. `facing`, from the shelf to its shoppers, tells who stands
   * before it from who stands behind.
   */
  readonly reach: (
    track: number,
    point: StorePoint,
    from: number,
    to: number,
    facing?: FloorPoint,
  ) => Reach | undefined;
}
