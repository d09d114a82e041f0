import type { Gate, StoreModel } from "@aisle/sdk/store";
import { describe, expect, it } from "vitest";
import type { StoreEventDraft } from "../events/store-event.ts";
import type { Tracking, TrackView } from "../tracking/track.ts";
import { SessionStage } from "./session-stage.ts";

const gate: Gate = { id: "gate-1", at: [0, 0], inward: [1, 0], width: 0.8, scanner: "scanner-1" };

function storeWith(gates: readonly Gate[]): StoreModel {
  const none = { zones: [], cameras: [], ceilings: [], shelves: [], products: [], planogram: [] };
  return { name: "test", currency: "EUR", floor: [], gates, ...none };
}

/** People who are where the test puts them. */
class Stage implements Tracking {
  readonly events: StoreEventDraft[] = [];
  readonly people = new Map<number, TrackView>();
  readonly places: TrackView[] = [];
  readonly sessions: SessionStage;
  at = 0;

  constructor(gates: readonly Gate[] = [gate]) {
    this.sessions = new SessionStage(storeWith(gates), this, (event) => this.events.push(event));
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
    const view = {
      id: track,
      x,
      y,
      vx: 0,
      vy: 0,
      deviation: 0.1,
      at: this.at,
      confirmed: true,
      bornAt,
      seenAt: this.at,
    };
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

  scan(credential: string): void {
    this.sessions.scan("scanner-1", this.at, credential);
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

  inside(): (string | null)[] {
    return this.sessions.state.sessions.filter((session) => session.exitedAt < 0).map(({ credential }) => credential);
  }
}

describe("sessions at a gate that is watched", () => {
  it("opens a session when a member scans and crosses the line", () => {
    const stage = new Stage();
    stage.scan("MEMBER-1");
    stage.walk(1, -1, 1);
    expect(stage.opened()).toEqual(["MEMBER-1"]);
    expect(stage.sessions.ownerOf(1)?.credential).toBe("MEMBER-1");
  });

  it("takes the turnstile's word and the track's crossing for one person", () => {
    const stage = new Stage();
    stage.scan("MEMBER-1");
    stage.sessions.passage("gate-1", stage.at + 900, "in");
    stage.walk(1, -1, 1);
    stage.wait(4000);
    expect(stage.opened()).toEqual(["MEMBER-1"]);
  });

  it("ignores a passage that comes twice", () => {
    const stage = new Stage();
    stage.scan("MEMBER-1");
    stage.walk(1, -1, 1);
    stage.sessions.passage("gate-1", stage.at, "in");
    stage.sessions.passage("gate-1", stage.at, "in");
    stage.wait(4000);
    expect(stage.opened()).toEqual(["MEMBER-1"]);
  });

  it("opens a session on a passage alone when cameras miss the member, and binds the track found later", () => {
    const stage = new Stage();
    stage.scan("MEMBER-1");
    stage.sessions.passage("gate-1", stage.at + 500, "in");
    stage.wait(4000);
    expect(stage.opened()).toEqual(["MEMBER-1"]);
    stage.walk(7, 2, 3);
    expect(stage.sessions.ownerOf(7)?.credential).toBe("MEMBER-1");
  });

  it("gives who follows without a scan a session of their own", () => {
    const stage = new Stage();
    stage.scan("MEMBER-1");
    stage.walk(1, -1, 2);
    stage.walk(2, -1, 1);
    expect(stage.opened()).toEqual(["MEMBER-1", null]);
  });

  it("lets a companion in on the same session when a credential is scanned twice", () => {
    const stage = new Stage();
    stage.scan("MEMBER-1");
    stage.at += 400;
    stage.scan("MEMBER-1");
    stage.walk(1, -1, 2);
    stage.walk(2, -1, 2);
    expect(stage.opened()).toEqual(["MEMBER-1"]);
    expect(stage.events).toContainEqual({ type: "session.joined", session: "s1", persons: 2 });
    stage.walk(1, 2, -1);
    expect(stage.inside()).toEqual(["MEMBER-1"]);
    stage.walk(2, 2, -1);
    expect(stage.inside()).toEqual([]);
  });

  it("finds a member again whose track was lost among the shelves", () => {
    const stage = new Stage();
    stage.scan("MEMBER-1");
    stage.walk(1, -1, 3);
    stage.end(1);
    stage.wait(1000);
    stage.walk(2, 3.5, 5);
    expect(stage.sessions.ownerOf(2)?.credential).toBe("MEMBER-1");
    stage.walk(2, 5, -1);
    expect(stage.inside()).toEqual([]);
  });

  it("lets a member go whom nobody sees leave when the turnstile says so", () => {
    const stage = new Stage();
    stage.scan("MEMBER-1");
    stage.walk(1, -1, 3);
    stage.end(1);
    stage.wait(3000);
    stage.sessions.passage("gate-1", stage.at, "out");
    stage.wait(4000);
    expect(stage.inside()).toEqual([]);
  });

  it("gives up a member whom nobody has seen for minutes, and says that they were lost", () => {
    const stage = new Stage();
    stage.scan("MEMBER-1");
    stage.walk(1, -1, 3);
    stage.end(1);
    stage.wait(170_000);
    expect(stage.inside()).toEqual(["MEMBER-1"]);
    stage.wait(20_000);
    expect(stage.inside()).toEqual([]);
    expect(stage.sessions.state.sessions).toMatchObject([{ credential: "MEMBER-1", lost: true }]);
  });

  it("forgets a scan that nobody walks in on", () => {
    const stage = new Stage();
    stage.scan("MEMBER-1");
    stage.wait(30_000);
    stage.walk(2, -1, 1);
    expect(stage.opened()).toEqual([null]);
  });
});

describe("sessions in other stores", () => {
  it("go by the turnstile alone where nobody is seen", () => {
    const stage = new Stage();
    stage.scan("MEMBER-1");
    stage.sessions.passage("gate-1", 1000, "in");
    expect(stage.opened()).toEqual(["MEMBER-1"]);
    stage.sessions.passage("gate-1", 30_000, "out");
    expect(stage.inside()).toEqual([]);
  });

  it("open for each person seen where there is no gate, and end with their track", () => {
    const stage = new Stage([]);
    stage.walk(1, 1, 2);
    stage.walk(2, 1, 2);
    expect(stage.opened()).toEqual([null, null]);
    stage.end(1);
    expect(stage.inside()).toHaveLength(1);
  });
});
