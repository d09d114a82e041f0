import { describe, expect, it } from "vitest";
import { Stage } from "./stage.fixture.ts";

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

  it("flag the receipts where who left is a guess between several, and take whoever came first", () => {
    const stage = new Stage();
    for (const [name, at] of [
      ["MEMBER-1", 0],
      ["MEMBER-2", 9000],
    ] as const) {
      stage.scan(name, at);
      stage.sessions.passage("gate-1", at + 1000, "in");
    }
    stage.sessions.passage("gate-1", 30_000, "out");
    expect(stage.inside()).toEqual(["MEMBER-2"]);
    expect(stage.sessions.state.sessions.map(({ doubtful }) => doubtful)).toEqual([true, true]);
  });

  it("end two hours after somebody came in of whom nothing more was heard, as lost", () => {
    const stage = new Stage();
    stage.scan("MEMBER-1", 1000);
    stage.sessions.passage("gate-1", 2000, "in");
    stage.sessions.advance(2000 + 7_200_000);
    expect(stage.inside()).toEqual(["MEMBER-1"]);
    stage.sessions.advance(2001 + 7_200_000);
    expect(stage.sessions.state.sessions).toMatchObject([{ exitedAt: 2001 + 7_200_000, lost: true, doubtful: true }]);
  });

  it("are sure of who left where only one was inside", () => {
    const stage = new Stage();
    stage.scan("MEMBER-1", 0);
    stage.sessions.passage("gate-1", 1000, "in");
    stage.sessions.passage("gate-1", 30_000, "out");
    expect(stage.sessions.state.sessions).toMatchObject([{ exitedAt: 30_000 }]);
    expect(stage.sessions.state.sessions[0]).not.toHaveProperty("doubtful");
  });

  it("get their credential from a scan that comes after the passage, where nobody is seen", () => {
    const stage = new Stage();
    stage.sessions.passage("gate-1", 2000, "in");
    expect(stage.inside()).toEqual([null]);
    stage.scan("MEMBER-1", 900);
    expect(stage.inside()).toEqual(["MEMBER-1"]);
    const revised = { type: "session.revised", session: "s1", credential: "MEMBER-1", persons: 1 };
    expect(stage.events).toContainEqual(revised);
  });
});

describe("sessions of an open store", () => {
  it("are one for each person seen, and end where their track ends at the rim", () => {
    const stage = new Stage([]);
    stage.walk(1, 7, 9.5);
    stage.walk(2, 1, 2);
    expect(stage.opened()).toEqual([null, null]);
    stage.end(1);
    expect(stage.inside()).toHaveLength(1);
  });

  it("go on where somebody lost among the shelves is found again near by", () => {
    const stage = new Stage([]);
    stage.walk(1, 3, 4);
    stage.end(1);
    stage.wait(2000);
    stage.walk(2, 4.5, 5);
    expect(stage.opened()).toHaveLength(1);
    expect(stage.sessions.ownerOf(2)?.id).toBe("s1");
  });

  it("do not take somebody far away, or somebody who was there before, for one who was lost", () => {
    const stage = new Stage([]);
    stage.walk(1, 3, 4);
    stage.walk(2, 3.8, 4);
    stage.end(1);
    stage.wait(400);
    stage.walk(3, 6.5, 7);
    expect(stage.opened()).toHaveLength(3);
  });

  it("end 4 s after somebody was seen last, when they were seen last, and ask for review", () => {
    const stage = new Stage([]);
    stage.walk(1, 3, 4);
    const seenAt = stage.at;
    stage.end(1);
    stage.wait(3800);
    expect(stage.inside()).toHaveLength(1);
    stage.wait(600);
    expect(stage.sessions.state.sessions).toMatchObject([{ exitedAt: seenAt, doubtful: true, lost: false }]);
  });
});
