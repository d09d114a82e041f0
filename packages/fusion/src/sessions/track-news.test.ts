import { describe, expect, it } from "vitest";
import { Stage } from "./stage.fixture.ts";

const born = (x: number, y: number, before: (stage: Stage) => void): (string | null)[] => {
  const stage = new Stage();
  stage.wait(400);
  before(stage);
  stage.put(1, x, y);
  return stage.opened();
};
const scanned = (ms: number) => (stage: Stage) => {
  stage.scan("MEMBER-1");
  stage.wait(ms);
};

describe("a track that begins just behind a gate", () => {
  it("is of somebody who has scanned, within 1.2 m of the line and in the lane", () => {
    expect([born(1.2, 0, scanned(800)), born(1.21, 0, scanned(800)), born(1, 0.95, scanned(800))]).toEqual([
      ["MEMBER-1"],
      [],
      [],
    ]);
    expect([born(0.05, 0, scanned(800)), born(0, 0, scanned(800)), born(-0.5, 0, scanned(800))]).toEqual([
      ["MEMBER-1"],
      [],
      [],
    ]);
  });

  it("is not of somebody who scanned 8 s ago, or of one who has come in already", () => {
    expect([born(1, 0, scanned(7600)), born(1, 0, scanned(7800))]).toEqual([["MEMBER-1"], []]);
    const stage = new Stage();
    stage.scan("MEMBER-1");
    stage.walk(1, -1, 3);
    stage.put(2, 1);
    expect(stage.opened()).toEqual(["MEMBER-1"]);
  });

  it("is of whom the turnstile tells of", () => {
    expect(born(1, 0, (stage) => stage.sessions.passage("gate-1", stage.at - 500, "in"))).toEqual([null]);
    expect(born(1, 0, () => undefined)).toEqual([]);
  });
});

describe("two tracks that may follow each other's person", () => {
  it("put those in doubt whose they were then, and nobody else", () => {
    const stage = new Stage();
    stage.walk(1, -1, 3);
    const before = stage.at;
    stage.walk(2, -1, 2.5);
    const confused = (since: number): void =>
      stage.sessions.trackEvents([{ type: "confused", track: 1, other: 2, since, probability: 0.2, at: stage.at }]);
    confused(stage.at);
    const [one, other] = stage.sessions.state.sessions;
    expect(one!.doubts).toEqual([{ other: other!.id, since: stage.at, probability: 0.2 }]);
    expect(other!.doubts).toEqual([{ other: one!.id, since: stage.at, probability: 0.2 }]);
    confused(before);
    expect([one!.doubts?.at(-1), other!.doubts?.length]).toEqual([{ other: null, since: before, probability: 0.2 }, 1]);
  });
});

describe("two tracks that had followed each other's person", () => {
  const exchange = (stage: Stage, since: number): void =>
    stage.sessions.trackEvents([{ type: "exchanged", track: 1, other: 2, since, at: stage.at }]);

  it("let whoever was taken to leave since be inside again", () => {
    const stage = new Stage();
    stage.walk(1, -1, 3);
    stage.walk(2, -1, 2.5);
    const since = stage.at;
    stage.walk(1, 3, -1);
    const [gone, stayed] = stage.sessions.state.sessions;
    const leftAt = gone!.exitedAt;
    exchange(stage, leftAt + 1);
    expect(gone).toMatchObject({ exitedAt: leftAt, members: [{ leftAt }] });
    exchange(stage, since);
    expect(gone).toMatchObject({ exitedAt: -1, members: [{ leftAt: -1, track: 1 }] });
    expect(stayed).toMatchObject({ exitedAt: -1, members: [{ leftAt: -1, track: 2 }] });
  });

  it("change nothing where they are nobody's", () => {
    const stage = new Stage();
    stage.walk(1, -1, 3);
    const before = structuredClone(stage.sessions.state);
    exchange(stage, 0);
    expect(stage.sessions.state).toEqual(before);
  });
});

describe("two tracks that turn out to be one person", () => {
  const merge = (stage: Stage, track: number, into: number): void => {
    stage.people.delete(track);
    stage.sessions.trackEvents([{ type: "merged", track, into, at: stage.at }]);
  };

  it("are who they are known to be, from then on", () => {
    const stage = new Stage();
    stage.walk(1, -1, 3);
    stage.put(2, 3.2);
    const owner = stage.sessions.ownerOf(1);
    const at = stage.at;
    merge(stage, 1, 2);
    expect([stage.sessions.ownerOf(2), stage.sessions.ownerOf(1)]).toEqual([owner, undefined]);
    expect([stage.sessions.ownerAt(2, at - 1), stage.sessions.ownerAt(1, at - 1)]).toEqual([undefined, owner]);
  });

  it("are the one that goes on, where both are known, and nobody where neither is", () => {
    const stage = new Stage();
    stage.walk(1, -1, 3);
    stage.walk(2, -1, 2.5);
    const [first, second] = [stage.sessions.ownerOf(1)!, stage.sessions.ownerOf(2)!];
    merge(stage, 1, 2);
    expect(stage.sessions.ownerOf(2)).toBe(second);
    expect(first.members[0]!.track).toBe(-1);
    stage.put(8, 5, 4);
    stage.put(9, 5, 4.2);
    merge(stage, 8, 9);
    merge(stage, 2, 77);
    expect([stage.sessions.ownerOf(9), second.members[0]!.track]).toEqual([undefined, -1]);
  });
});

describe("a track that ends", () => {
  const ended = (x: number, stays: number, y = 0): Stage => {
    const stage = new Stage();
    stage.walk(1, -1, 0.25);
    stage.wait(stays);
    stage.put(1, x, y);
    stage.end(1);
    return stage;
  };

  it("within 0.9 m of a gate's line and in its lane has left by it, when it was seen last", () => {
    const stage = ended(0.89, 6000);
    expect(stage.inside()).toEqual([]);
    expect(stage.sessions.state.exits).toMatchObject([{ gate: 0, at: stage.at, left: true }]);
    expect(stage.sessions.state.sessions[0]!.exitedAt).toBe(stage.at);
    expect([ended(0.9, 6000).inside(), ended(0.5, 6000, 0.95).inside()]).toEqual([[null], [null]]);
  });

  it("there within 5 s of coming in is only lost", () => {
    expect([ended(0.5, 4800).inside(), ended(0.5, 5000).inside()]).toEqual([[null], []]);
    expect(ended(0.5, 4600).sessions.state.exits).toEqual([]);
  });

  it("outside says nothing more of somebody who has left", () => {
    const stage = new Stage();
    stage.walk(1, -1, 2);
    stage.wait(6000);
    stage.walk(1, 2, -1);
    const { exitedAt } = stage.sessions.state.sessions[0]!;
    stage.end(1);
    expect(stage.sessions.state.sessions[0]!.exitedAt).toBe(exitedAt);
    expect(stage.sessions.state.exits).toHaveLength(1);
  });
});
