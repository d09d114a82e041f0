import { describe, expect, it } from "vitest";
import { Stage } from "./stage.fixture.ts";

describe("where everybody is", () => {
  it("is looked at every 50 ms, of those who are believed", () => {
    const stage = new Stage();
    stage.walk(1, -1, 1);
    const member = stage.sessions.ownerOf(1)!.members[0]!;
    const at = stage.at;
    const move = (x: number, more: object = {}): void => {
      stage.people.set(1, { ...stage.people.get(1)!, x, y: 0.5, seenAt: at - 7, ...more });
    };
    move(1.5);
    stage.sessions.follow(at + 49);
    expect(member).toMatchObject({ x: 1, y: 0, seenAt: at });
    stage.sessions.follow(at + 50);
    expect(member).toMatchObject({ x: 1.5, y: 0.5, seenAt: at - 7 });
    move(3, { confirmed: false });
    stage.sessions.follow(at + 100);
    expect(member.x).toBe(1.5);
  });

  it("is of now, though a reading that tells it came up to 2 s late", () => {
    const stage = new Stage();
    stage.scan("MEMBER-1");
    stage.walk(1, -1, -0.25);
    stage.people.set(1, { ...stage.people.get(1)!, x: 0.5 });
    for (const late of [0, 49, 50, 2000]) stage.sessions.follow(stage.at - late);
    expect(stage.opened()).toEqual([]);
    stage.sessions.follow(stage.at - 2001);
    expect(stage.sessions.state).toMatchObject({ followedAt: stage.at - 2001, peopleSeenAt: stage.at });
  });

  it("is not followed across a line beside the gate", () => {
    const stage = new Stage();
    stage.walk(1, -1, 0.25, 1);
    expect([stage.opened(), stage.sessions.state.tracks.get(1)?.sides]).toEqual([[], [1]]);
  });
});

describe("a track of nobody's inside", () => {
  it("is somebody who scanned, whose coming nobody noticed, 1.1 s before they were seen at the most", () => {
    const stage = new Stage();
    stage.wait(1000);
    stage.scan("MEMBER-1");
    const scannedAt = stage.at;
    stage.wait(2000);
    stage.walk(1, 2, 3.5);
    stage.wait(400);
    expect(stage.opened()).toEqual(["MEMBER-1"]);
    expect(stage.sessions.state.sessions[0]).toMatchObject({ enteredAt: scannedAt + 2200 - 1100, gate: "gate-1" });
    expect(stage.sessions.state.entries).toMatchObject([{ gate: 0, track: 1, passed: false }]);
  });

  it("is nobody's where nobody scanned and nobody was lost, however long it lasts", () => {
    const stage = new Stage();
    stage.walk(1, 2, 3);
    stage.wait(20_000);
    expect([stage.opened(), stage.sessions.ownerOf(1)]).toEqual([[], undefined]);
  });

  it("is somebody who was lost, from when it began", () => {
    const stage = new Stage();
    stage.walk(1, -1, 3);
    const owner = stage.sessions.ownerOf(1)!;
    stage.end(1);
    stage.put(2, 3.5);
    const bornAt = stage.at;
    stage.wait(400);
    expect(stage.sessions.ownerOf(2)).toBeUndefined();
    stage.wait(200);
    expect([stage.sessions.ownerOf(2), stage.sessions.ownerAt(2, bornAt)]).toEqual([owner, owner]);
    expect(owner.members).toMatchObject([{ track: 2, x: 3.5, y: 0, seenAt: bornAt }]);
  });

  it("is whom another's track was taken for, once it has lasted 8 s by itself", () => {
    const stage = new Stage();
    stage.walk(1, -1, 3);
    const owner = stage.sessions.ownerOf(1)!;
    stage.put(2, 4, 2);
    const bornAt = stage.at;
    stage.wait(2000);
    stage.put(1, 3.5, 1.5);
    stage.end(1);
    while (stage.at < bornAt + 7800) stage.wait(200);
    expect(stage.sessions.ownerOf(2)).toBeUndefined();
    stage.wait(200);
    expect(stage.sessions.ownerOf(2)).toBe(owner);
  });

  it("that came in beside somebody is a session of its own from when it came, once they are apart", () => {
    const stage = new Stage();
    stage.scan("MEMBER-1");
    for (let x = -1; x <= 2; x += 0.5) {
      stage.put(1, x, 0);
      stage.put(2, x, 0.2);
    }
    const { at, gate, twin } = stage.sessions.state.tracks.get(2)!.came!;
    expect([gate, twin]).toEqual([0, stage.sessions.ownerOf(1)!.members[0]]);
    stage.walk(2, 2, 4, 2);
    expect(stage.sessions.ownerOf(2)).toMatchObject({ credential: null, enteredAt: at });
    expect(stage.sessions.ownerAt(2, at)?.id).toBe("s2");
  });
});
