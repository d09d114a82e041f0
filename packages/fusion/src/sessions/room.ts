import type { StoreModel } from "@aisle/sdk/store";
import type { StoreEventDraft } from "../events/store-event.ts";
import type { Tracking } from "../tracking/track.ts";
import type { BindingState } from "./bindings.ts";
import type { Entry, Passage } from "./entrance.ts";
import type { Exit } from "./exit.ts";
import type { Session } from "./session.ts";
import type { Token } from "./token.ts";

/** All that is known of who came and left. Plain data. */
export interface SessionState extends BindingState {
  sessions: Session[];
  tokens: Token[];
  entries: Entry[];
  exits: Exit[];
  passages: Passage[];
  nextSession: number;
  peopleSeenAt: number;
  followedAt: number;
}

/** What the parts of this room share. */
export interface SessionRoom {
  readonly model: StoreModel;
  readonly tracking: Tracking;
  readonly emit: (event: StoreEventDraft) => void;
  /** Whether a credential is of somebody who works here. */
  readonly isStaff: (credential: string) => boolean;
  state: SessionState;
}

/** A store that nobody has come to yet. */
export function emptyState(): SessionState {
  return {
    sessions: [],
    tokens: [],
    entries: [],
    exits: [],
    passages: [],
    tracks: new Map(),
    past: [],
    nextSession: 1,
    peopleSeenAt: Number.NEGATIVE_INFINITY,
    followedAt: Number.NEGATIVE_INFINITY,
  };
}
