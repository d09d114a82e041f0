import { describe, expect, it } from "vitest";
import { gate, Stage } from "./stage.fixture.ts";

describe("gates and their devices", () => {
  const second = { ...gate, id: "gate-2", at: [0, 3] as const, scanner: "scanner-2" };

  it("say nothing under an id that the store does not have", () => {
    const stage = new Stage();
    stage.scan("MEMBER-1", 0, "scanner-9");
    stage.sessions.passage("gate-9", 1000, "in");
    expect([stage.sessions.state.tokens, stage.events]).toEqual([[], []]);
  });

  it("count for their own gate", () => {
    const stage = new Stage([gate, second]);
    stage.sessions.passage("gate-2", 1000, "in");
    expect(stage.events).toEqual([{ type: "session.opened", session: "s1", credential: null, gate: "gate-2" }]);
    expect(stage.sessions.state.sessions[0]!.members[0]).toMatchObject({ x: 0, y: 3 });
  });

  it("tell of another person with each passage, however soon it comes after the last", () => {
    const stage = new Stage();
    stage.walk(1, -1, 1);
    for (const later of [0, 1000]) stage.sessions.passage("gate-1", stage.at + later, "in");
    expect(stage.sessions.state.entries.map(({ passed }) => passed)).toEqual([true, true]);
    for (const later of [0, 1000, 2000]) stage.sessions.passage("gate-1", stage.at + 20_000 + later, "out");
    expect(stage.sessions.state.exits).toHaveLength(3);
  });
});

describe("a store that sees people", () => {
  it("waits for who made a passage until nobody has been seen for 3 s", () => {
    const after = (ms: number): number => {
      const stage = new Stage();
      stage.sessions.follow(1000);
      stage.sessions.follow(900);
      stage.sessions.passage("gate-1", 1000 + ms, "in");
      return stage.opened().length;
    };
    expect([after(2999), after(3000)]).toEqual([0, 1]);
  });

  it("gives up after 3 min whoever is not seen, and nobody else", () => {
    const stage = new Stage();
    stage.scan("MEMBER-1");
    stage.at += 400;
    stage.scan("MEMBER-1");
    stage.walk(1, -1, 3);
    stage.walk(2, -1, 2);
    stage.put(2, 1);
    stage.put(2, -1);
    stage.end(2);
    const [session] = stage.sessions.state.sessions;
    const { leftAt } = session!.members[1]!;
    stage.wait(200_000);
    expect(session).toMatchObject({ lost: false, exitedAt: -1, members: [{ leftAt: -1 }, { leftAt }] });
    expect(session).not.toHaveProperty("doubtful");
    const seenAt = session!.members[0]!.seenAt;
    stage.end(1);
    stage.wait(200);
    expect(seenAt).toBeLessThan(stage.at - 180_000);
    expect(session).toMatchObject({ lost: true, doubtful: true, exitedAt: stage.at, members: [{}, { leftAt }] });
  });

  it("keeps everybody inside while it is blind", () => {
    const stage = new Stage();
    stage.walk(1, -1, 3);
    stage.end(1);
    stage.sessions.advance(stage.at + 400_000);
    expect(stage.inside()).toEqual([null]);
  });
});

describe("a session that is over", () => {
  it("is gone once all of its people are well outside, or not seen any more", () => {
    const stage = new Stage();
    stage.scan("MEMBER-1");
    stage.at += 400;
    stage.scan("MEMBER-1");
    stage.walk(0, -1, 1);
    stage.walk(2, -1, 1);
    const [session] = stage.sessions.state.sessions;
    const gone: boolean[] = [];
    for (const [track, x] of [
      [2, -1],
      [0, -0.2],
      [0, -0.3],
      [0, -0.4],
    ] as const) {
      stage.put(track, x);
      gone.push(stage.sessions.isGone(session!));
    }
    expect(gone).toEqual([false, false, false, true]);
    stage.put(0, -0.2);
    expect(stage.sessions.isGone(session!)).toBe(false);
    stage.end(0);
    expect(stage.sessions.isGone(session!)).toBe(true);
  });

  it("is taken out of the books alone, and its tracks are nobody's", () => {
    const stage = new Stage();
    stage.walk(1, -1, 3);
    stage.walk(2, -1, 2);
    const [first, second] = stage.sessions.state.sessions;
    stage.sessions.remove(first!);
    expect(stage.sessions.state.sessions).toEqual([second]);
    expect([stage.sessions.ownerOf(1), stage.sessions.ownerOf(2)]).toEqual([undefined, second]);
    expect(stage.sessions.ownerAt(1, stage.at - 1)).toBe(first);
  });

  it("ends for whoever is inside when the store closes, and for nobody a second time", () => {
    const stage = new Stage();
    stage.walk(1, -1, 1);
    stage.walk(1, 1, -1);
    const left = stage.sessions.state.sessions[0]!.exitedAt;
    stage.walk(2, -1, 2);
    stage.sessions.closeStore(90_000);
    expect(stage.sessions.state.sessions.map(({ exitedAt }) => exitedAt)).toEqual([left, 90_000]);
  });
});

describe("sessions of staff", () => {
  it("say so when they open; nobody is staff unless told", () => {
    const stage = new Stage([gate], { isStaff: (credential) => credential === "STAFF-1" });
    stage.scan("STAFF-1");
    stage.walk(1, -1, 2);
    stage.wait(3000);
    stage.scan("MEMBER-1");
    stage.walk(2, -1, 2);
    stage.walk(3, -1, 2);
    const opened = { type: "session.opened", gate: "gate-1" };
    expect(stage.events).toEqual([
      { ...opened, session: "s1", credential: "STAFF-1", staff: true },
      { ...opened, session: "s2", credential: "MEMBER-1" },
      { ...opened, session: "s3", credential: null },
    ]);
    expect(stage.sessions.state.sessions.map(({ staff }) => staff)).toEqual([true, false, false]);
    const plain = new Stage();
    plain.scan("STAFF-1");
    plain.walk(1, -1, 2);
    expect(plain.sessions.state.sessions[0]!.staff).toBe(false);
  });
});
