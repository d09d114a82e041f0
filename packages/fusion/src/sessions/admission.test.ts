import { describe, expect, it } from "vitest";
import type { HeldUnit } from "./session.ts";
import { gate, Stage } from "./stage.fixture.ts";

const unit: HeldUnit = {
  ...{ product: 0, at: 0, provisionalAt: 0, settledAt: 0, confidence: 1, review: false, interaction: "i1" },
};

describe("a second scan of a credential that comes late", () => {
  it("makes whoever came in on it one session with the first, back to when they came", () => {
    const stage = new Stage();
    stage.scan("MEMBER-1");
    stage.walk(1, -1, 3);
    const scannedAt = stage.at + 100;
    stage.walk(2, -1, 2);
    stage.put(3, 2.2);
    stage.people.delete(2);
    stage.sessions.trackEvents([{ type: "merged", track: 2, into: 3, at: stage.at }]);
    stage.sessions.state.sessions[1]!.doubtful = true;
    stage.events.length = 0;
    stage.scan("MEMBER-1", scannedAt);
    expect(stage.events).toEqual([
      { type: "session.joined", session: "s1", persons: 2 },
      { type: "session.closed", session: "s2", reason: "joined", into: "s1" },
    ]);
    const { sessions, entries } = stage.sessions.state;
    expect(sessions).toMatchObject([{ id: "s1", credential: "MEMBER-1", doubtful: true, members: [{}, { track: 3 }] }]);
    expect(entries.map(({ session }) => session?.id)).toEqual(["s1", "s1"]);
    const group = sessions[0];
    expect([stage.sessions.ownerOf(3), stage.sessions.ownerAt(2, stage.at)]).toEqual([group, group]);
    stage.walk(1, 3, -1);
    expect(group!.exitedAt).toBe(-1);
    stage.walk(3, 2, -1);
    expect(group!.exitedAt).toBe(stage.sessions.state.exits.at(-1)!.at);
  });
});

describe("a scan that comes late and fits one of a group better", () => {
  const split = (units: HeldUnit[]): Stage => {
    const stage = new Stage();
    stage.scan("MEMBER-1");
    stage.at += 400;
    stage.scan("MEMBER-1");
    stage.walk(1, -1, 3);
    stage.wait(2600);
    const scannedAt = stage.at;
    stage.walk(2, -1, 2);
    expect(stage.sessions.state.sessions).toMatchObject([{ members: [{ track: 1 }, { track: 2 }] }]);
    stage.sessions.state.sessions[0]!.units = units;
    stage.events.length = 0;
    stage.scan("MEMBER-2", scannedAt);
    return stage;
  };

  it("gives them a session of their own, back to when they came", () => {
    const stage = split([]);
    expect(stage.events).toEqual([
      { type: "session.opened", session: "s2", credential: null, gate: "gate-1" },
      { type: "session.revised", session: "s1", credential: "MEMBER-1", persons: 1 },
      { type: "session.revised", session: "s2", credential: "MEMBER-2", persons: 1 },
    ]);
    const [group, own] = stage.sessions.state.sessions;
    expect([group!.members.length, own!.members.length, own!.doubtful, group!.doubtful]).toEqual([
      1,
      1,
      undefined,
      undefined,
    ]);
    expect([stage.sessions.ownerOf(1), stage.sessions.ownerOf(2)]).toEqual([group, own]);
    expect(stage.sessions.ownerAt(2, stage.at - 600)).toBe(own);
    expect(own!.enteredAt).toBe(own!.members[0]!.enteredAt);
  });

  it("asks for a look at both where the group holds something", () => {
    const stage = split([unit]);
    expect(stage.sessions.state.sessions).toMatchObject([
      { doubtful: true, units: [unit] },
      { doubtful: true, units: [] },
    ]);
  });
});

describe("a scan that comes late", () => {
  it("leaves whoever has gone the scan that they came in on", () => {
    const stage = new Stage();
    stage.scan("MEMBER-1");
    stage.wait(2000);
    const scannedAt = stage.at;
    stage.walk(1, -1, 1);
    stage.walk(1, 1, -1);
    stage.scan("MEMBER-2", scannedAt);
    expect(stage.sessions.state.sessions).toMatchObject([{ credential: "MEMBER-1", members: [{}] }]);
    expect(stage.events.map(({ type }) => type)).toEqual(["session.opened"]);
  });

  it("makes a session one of staff, or of a member after all", () => {
    const stage = new Stage([gate], { isStaff: (credential) => credential.startsWith("STAFF") });
    const early = stage.at;
    stage.wait(3000);
    stage.walk(1, -1, 1);
    const scannedAt = stage.at - 1900;
    stage.scan("STAFF-1", early);
    const revised = { type: "session.revised", session: "s1", persons: 1 };
    expect(stage.events.at(-1)).toEqual({ ...revised, credential: "STAFF-1", staff: true });
    expect(stage.sessions.state.sessions[0]!.staff).toBe(true);
    stage.scan("MEMBER-2", scannedAt);
    expect(stage.events.at(-1)).toEqual({ ...revised, credential: "MEMBER-2" });
    expect(stage.sessions.state.sessions[0]!.staff).toBe(false);
  });

  it("says nothing of those whose scan stays theirs", () => {
    const stage = new Stage();
    stage.scan("MEMBER-1");
    stage.walk(1, -1, 1);
    stage.events.length = 0;
    stage.scan("MEMBER-2", stage.at + 100);
    expect(stage.events).toEqual([]);
  });
});

it("the scans of one gate are not crowded out by those of another", () => {
  const stage = new Stage([gate, { ...gate, id: "gate-2", at: [0, 3] as const, scanner: "scanner-2" }]);
  stage.scan("MEMBER-1");
  for (let n = 0; n < 8; n++) stage.scan(`OTHER-${n}`, stage.at + 10 + n, "scanner-2");
  stage.walk(1, -1, 1);
  expect(stage.opened()).toEqual(["MEMBER-1"]);
});
