import type { Gate } from "@aisle/sdk/store";
import { describe, expect, it } from "vitest";
import { gate, Stage } from "./stage.fixture.ts";

const second: Gate = { id: "gate-2", at: [0, 3], inward: [1, 0], width: 0.8, scanner: "scanner-2" };
/** Who came under what: a session's credential and how many they are. */
const parties = (stage: Stage): unknown[] =>
  stage.sessions.state.sessions.map(({ credential, members }) => [credential, members.length]);

describe("who comes in at gates", () => {
  it("keeps their own member's name though a follower slips in between a scan and its person", () => {
    const stage = new Stage();
    stage.walk(2, -1.2, -1.2);
    stage.scan("MEMBER-1");
    stage.walk(9, -0.5, 0.5);
    stage.walk(2, -1.2, 0.5);
    expect(stage.sessions.ownerOf(9)?.credential).toBeNull();
    expect(stage.sessions.ownerOf(2)?.credential).toBe("MEMBER-1");
  });

  it("gets their name from a scan that arrives 1.5 s after they crossed", () => {
    const stage = new Stage();
    const scannedAt = stage.at + 200;
    stage.walk(1, -1, 1.5);
    expect(stage.inside()).toEqual([null]);
    stage.scan("MEMBER-1", scannedAt);
    expect(stage.inside()).toEqual(["MEMBER-1"]);
    stage.scan("MEMBER-1", scannedAt);
    expect(stage.sessions.state.tokens).toHaveLength(1);
  });

  it("does not hand a late scan's delay on to those who come after", () => {
    const stage = new Stage();
    stage.walk(1, -1, 2);
    stage.scan("MEMBER-1", 400);
    stage.wait(1000);
    stage.scan("MEMBER-2");
    stage.walk(2, -1, 2);
    stage.scan("MEMBER-3");
    stage.walk(3, -1, 2);
    expect([1, 2, 3].map((track) => stage.sessions.ownerOf(track)?.credential)).toEqual([
      "MEMBER-1",
      "MEMBER-2",
      "MEMBER-3",
    ]);
  });

  it("does not come in on the scan of somebody who stands at the scanner and turns back", () => {
    const stage = new Stage();
    stage.walk(1, -1.2, -0.7);
    stage.scan("MEMBER-1");
    stage.walk(1, -0.7, -1.5, 0.9);
    stage.walk(2, -1.2, 1);
    expect(stage.sessions.ownerOf(2)?.credential).toBeNull();
    expect(stage.sessions.ownerOf(1)).toBeUndefined();
  });

  it("is told apart at two gates at once", () => {
    const stage = new Stage([gate, second]);
    stage.scan("MEMBER-1");
    stage.scan("MEMBER-2", stage.at, "scanner-2");
    for (let x = -1; x <= 1; x += 0.25) {
      stage.put(1, x, 0);
      stage.put(2, x, 3);
    }
    expect(stage.sessions.ownerOf(1)).toMatchObject({ credential: "MEMBER-1", gate: "gate-1" });
    expect(stage.sessions.ownerOf(2)).toMatchObject({ credential: "MEMBER-2", gate: "gate-2" });
  });

  it("is one party with who scans the same credential at another gate", () => {
    const stage = new Stage([gate, second]);
    stage.scan("MEMBER-1");
    stage.walk(1, -1, 1);
    stage.scan("MEMBER-1", stage.at, "scanner-2");
    stage.walk(2, -1, 1, 3);
    expect(parties(stage)).toEqual([["MEMBER-1", 2]]);
  });

  it("is a new session when a member comes again after leaving", () => {
    const stage = new Stage();
    stage.scan("MEMBER-1");
    stage.walk(1, -1, 2);
    stage.walk(1, 2, -1);
    stage.end(1);
    stage.wait(400);
    stage.scan("MEMBER-1");
    stage.walk(2, -1, 1);
    expect(stage.opened()).toEqual(["MEMBER-1", "MEMBER-1"]);
    expect(stage.inside()).toEqual(["MEMBER-1"]);
  });

  it("is one session when one body is seen twice on the line, and two once they walk apart", () => {
    const stage = new Stage();
    stage.scan("MEMBER-1");
    for (let x = -1; x <= 2; x += 0.5) {
      stage.put(1, x, 0);
      stage.put(2, x, 0.2);
    }
    expect(stage.opened()).toEqual(["MEMBER-1"]);
    stage.wait(2000);
    expect(stage.opened()).toEqual(["MEMBER-1"]);
    stage.walk(2, 2, 4, 2);
    expect(stage.opened()).toEqual(["MEMBER-1", null]);
  });

  it("goes on under the second track when the first was the one that ended", () => {
    const stage = new Stage();
    stage.scan("MEMBER-1");
    for (let x = -1; x <= 2; x += 0.5) {
      stage.put(1, x, 0);
      stage.put(2, x, 0.2);
    }
    stage.end(1);
    stage.wait(400);
    expect(stage.sessions.ownerOf(2)?.credential).toBe("MEMBER-1");
    expect(stage.opened()).toEqual(["MEMBER-1"]);
  });

  it("is staff where the credential says so, told when the session opens or is revised", () => {
    const stage = new Stage([gate], { isStaff: (credential) => credential === "STAFF-1" });
    stage.walk(1, -1, 1.5);
    expect(stage.events).toEqual([{ type: "session.opened", session: "s1", credential: null, gate: "gate-1" }]);
    stage.scan("STAFF-1", 400);
    expect(stage.events[1]).toEqual({
      ...{ type: "session.revised", session: "s1", credential: "STAFF-1", persons: 1 },
      staff: true,
    });
    expect(stage.sessions.state.sessions).toMatchObject([{ staff: true }]);
    stage.wait(1000);
    stage.scan("MEMBER-1");
    stage.walk(2, -1, 1);
    expect(stage.events[2]).not.toHaveProperty("staff");
  });
});

describe("who leaves by gates", () => {
  const inside = (gates: readonly Gate[] = [gate]): Stage => {
    const stage = new Stage(gates);
    stage.scan("MEMBER-1");
    stage.walk(1, -1, 2);
    return stage;
  };

  it("may leave by another gate than they came", () => {
    const stage = inside([gate, second]);
    stage.walk(1, 2, -1, 3);
    expect(stage.inside()).toEqual([]);
  });

  it("has not left when they step back from outside the line", () => {
    const stage = inside();
    stage.walk(1, 2, -0.25);
    expect(stage.inside()).toEqual([]);
    expect(stage.sessions.isGone(stage.sessions.state.sessions[0]!)).toBe(false);
    stage.walk(1, -0.25, 1);
    expect(stage.inside()).toEqual(["MEMBER-1"]);
  });

  it("is gone when they are well outside, or not seen any more", () => {
    const stage = inside();
    stage.walk(1, 2, -0.5);
    expect(stage.sessions.isGone(stage.sessions.state.sessions[0]!)).toBe(true);
    const other = inside();
    other.walk(1, 2, -0.25);
    other.end(1);
    expect(other.sessions.isGone(other.sessions.state.sessions[0]!)).toBe(true);
  });

  it("is a lost member when nobody's track crosses the line", () => {
    const stage = inside();
    stage.end(1);
    stage.wait(1000);
    stage.walk(2, 0.4, -0.5);
    expect(stage.inside()).toEqual([]);
  });

  it("takes nobody else along when the turnstile says it twice", () => {
    const stage = inside();
    stage.end(1);
    stage.scan("MEMBER-2");
    stage.walk(2, -1, 2);
    stage.end(2);
    stage.wait(3000);
    stage.sessions.passage("gate-1", stage.at, "out");
    stage.sessions.passage("gate-1", stage.at + 299, "out");
    stage.wait(6000);
    expect(stage.inside()).toHaveLength(1);
  });

  it("leaves no track behind that is still theirs once the session is out of the books", () => {
    const stage = inside();
    const session = stage.sessions.ownerOf(1)!;
    stage.sessions.remove(session);
    expect(stage.sessions.ownerOf(1)).toBeUndefined();
    expect(stage.sessions.ownerAt(1, stage.at)).toBe(session);
  });
});
