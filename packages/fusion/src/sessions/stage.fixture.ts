import type { Gate, StoreModel } from "@aisle/sdk/store";
import type { StoreEventDraft } from "../events/store-event.ts";
import type { Tracking, TrackView } from "../tracking/track.ts";
import { type SessionOptions, SessionStage } from "./session-stage.ts";

export const gate: Gate = { id: "gate-1", at: [0, 0], inward: [1, 0], width: 0.8, scanner: "scanner-1" };

/** Ten metres by ten behind the gate, and two before it. */
const floor: StoreModel["floor"] = [
  [-2, -5],
  [10, -5],
  [10, 5],
  [-2, 5],
];

/** A store with nothing but gates. */
export function modelOf(gates: readonly Gate[]): StoreModel {
  const none = { zones: [], cameras: [], ceilings: [], shelves: [], products: [], planogram: [] };
  return { name: "test", currency: "EUR", floor, gates, ...none };
}

/** A track that stands somewhere. */
export function trackAt(x: number, y: number, more: Partial<TrackView> = {}): TrackView {
  return { id: 1, x, y, vx: 0, vy: 0, at: 0, confirmed: true, bornAt: 0, seenAt: 0, ...more };
}

/** People who are where the test puts them. */
export class Stage implements Tracking {
  readonly events: StoreEventDraft[] = [];
  readonly people = new Map<number, TrackView>();
  readonly places: TrackView[] = [];
  readonly sessions: SessionStage;
  at = 0;

  constructor(gates: readonly Gate[] = [gate], options: SessionOptions = {}) {
    this.sessions = new SessionStage(modelOf(gates), this, (event) => this.events.push(event), options);
  }

  tracks = (): readonly TrackView[] => [...this.people.values()];
  positionAt = (track: number, at: number): TrackView | undefined =>
    this.places.findLast((place) => place.id === track && place.at <= at);
  reach = (): undefined => undefined;

  /** Moves a person to x metres inside the gate; the first time they are there, they are confirmed. */
  put(track: number, x: number, y = 0): void {
    this.at += 200;
    const known = this.people.get(track);
    const bornAt = known?.bornAt ?? this.at;
    const view = trackAt(x, y, { id: track, at: this.at, bornAt, seenAt: this.at });
    this.people.set(track, view);
    this.places.push(view);
    if (known === undefined) this.sessions.trackEvents([{ type: "confirmed", track, at: this.at }]);
    this.sessions.follow(this.at);
    this.sessions.advance(this.at);
  }

  walk(track: number, from: number, to: number, y = 0): void {
    const step = Math.sign(to - from) * 0.25;
    for (let n = 0; n <= Math.abs(to - from) / 0.25; n++) this.put(track, from + n * step, y);
  }

  end(track: number): void {
    this.people.delete(track);
    this.sessions.trackEvents([{ type: "ended", track, at: this.at }]);
  }

  scan(credential: string, at = this.at, scanner = "scanner-1"): void {
    this.sessions.scan(scanner, at, credential);
  }

  /** Time goes on while somebody far away keeps the cameras busy. */
  wait(ms: number): void {
    for (let n = 0; n < ms / 200; n++) {
      this.at += 200;
      this.sessions.follow(this.at);
      this.sessions.advance(this.at);
    }
  }

  opened(): (string | null)[] {
    return this.events.flatMap((event) => (event.type === "session.opened" ? [event.credential] : []));
  }

  /** Credentials of the sessions that are open, as they are now. */
  inside(): (string | null)[] {
    return this.sessions.state.sessions.filter((session) => session.exitedAt < 0).map(({ credential }) => credential);
  }
}
