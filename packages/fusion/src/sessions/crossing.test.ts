import { describe, expect, it } from "vitest";
import { gate, Stage } from "./stage.fixture.ts";

describe("who crosses a gate's line", () => {
  it("is inside again when they went out and came back", () => {
    const stage = new Stage();
    stage.walk(1, -1, 1);
    stage.walk(1, 1, -0.25);
    const [session] = stage.sessions.state.sessions;
    expect(session!.members[0]!.leftAt).toBe(session!.exitedAt);
    stage.walk(1, -0.25, 1);
    expect([session!.members[0]!.leftAt, session!.exitedAt]).toEqual([-1, -1]);
  });

  it("is whom the turnstile has told of, where it told before they were seen", () => {
    const stage = new Stage();
    stage.sessions.passage("gate-1", 700, "in");
    expect(stage.opened()).toEqual([null]);
    stage.walk(1, -1, 1);
    expect(stage.opened()).toEqual([null]);
    const owner = stage.sessions.ownerOf(1)!;
    expect(owner).toMatchObject({ id: "s1", enteredAt: 700, members: [{ track: 1, x: 1, seenAt: stage.at }] });
    expect([stage.sessions.ownerAt(1, 1200), stage.sessions.ownerAt(1, 1000)]).toEqual([owner, undefined]);
  });

  it("is somebody else than whom the turnstile has told of and who has left since", () => {
    const stage = new Stage();
    stage.sessions.passage("gate-1", 700, "in");
    stage.sessions.passage("gate-1", 900, "out");
    stage.walk(1, -1, 1);
    expect(stage.opened()).toEqual([null, null]);
    expect(stage.sessions.ownerOf(1)?.id).toBe("s2");
  });

  it("is one of two beside each other where two have scanned", () => {
    const stage = new Stage();
    stage.scan("MEMBER-1");
    stage.at += 400;
    stage.scan("MEMBER-1");
    for (let x = -1; x <= 2; x += 0.5) {
      stage.put(1, x, 0);
      stage.put(2, x, 0.2);
    }
    expect(stage.events.at(-1)).toEqual({ type: "session.joined", session: "s1", persons: 2 });
    expect(stage.sessions.ownerOf(2)?.id).toBe("s1");
  });

  it("leaves as who they have been since they came, and the turnstile's word for it is theirs", () => {
    const stage = new Stage();
    stage.walk(1, -1, 1);
    const owner = stage.sessions.ownerOf(1)!;
    stage.walk(1, 1, -1);
    const at = owner.exitedAt;
    expect([stage.sessions.ownerAt(1, at), stage.sessions.ownerAt(1, 400)]).toEqual([owner, undefined]);
    expect(stage.sessions.state.exits).toEqual([{ gate: 0, at, left: true, passed: false }]);
    stage.sessions.passage("gate-1", at + 2000, "out");
    expect(stage.sessions.state.exits).toEqual([{ gate: 0, at, left: true, passed: true }]);
  });

  it("and was told of by the turnstile before is one who leaves", () => {
    const stage = new Stage();
    stage.walk(1, -1, 1);
    stage.sessions.passage("gate-1", stage.at, "out");
    expect(stage.sessions.state.exits).toMatchObject([{ left: false, passed: true }]);
    stage.walk(1, 1, -1);
    expect(stage.sessions.state.exits).toMatchObject([{ left: true, passed: true }]);
    expect(stage.inside()).toEqual([]);
  });

  it("is nobody who leaves where nobody has come", () => {
    const stage = new Stage();
    stage.put(1, 0.2);
    stage.put(1, -0.5);
    expect([stage.sessions.state.exits, stage.events]).toEqual([[], []]);
  });

  it("is a lost member, by all of their track", () => {
    const stage = new Stage();
    stage.walk(1, -1, 1);
    const owner = stage.sessions.ownerOf(1)!;
    stage.end(1);
    stage.wait(1000);
    stage.put(2, 0.3);
    const bornAt = stage.at;
    stage.put(2, -0.5);
    expect([stage.sessions.ownerAt(2, bornAt), owner.exitedAt, owner.members[0]!.track]).toEqual([owner, stage.at, 2]);
  });
});

describe("at gates side by side", () => {
  const gates = [gate, { ...gate, id: "gate-2", at: [0, 8] as const, scanner: "scanner-2" }];

  it("a second look at somebody who came in is no person because somebody scanned at the other gate", () => {
    const stage = new Stage(gates);
    stage.scan("MEMBER-1");
    stage.at += 400;
    stage.scan("MEMBER-2", stage.at, "scanner-2");
    for (let x = -1; x <= 1; x += 0.5) {
      stage.put(1, x, 0);
      stage.put(2, x, 0.2);
    }
    expect(stage.opened()).toEqual(["MEMBER-1"]);
  });

  it("two who leave one after the other are two exits, each at their own gate", () => {
    const stage = new Stage(gates);
    stage.walk(1, -1, 0.25);
    stage.walk(2, -1, 0.25, 8);
    stage.put(3, -1);
    stage.put(3, 0.25);
    stage.put(1, -0.25);
    stage.put(2, -0.25, 8);
    stage.put(3, -0.25);
    expect(stage.sessions.state.exits.map((exit) => exit.gate)).toEqual([0, 1, 0]);
    expect(stage.inside()).toEqual([]);
  });
});

it("whom the turnstile told of is one person: who crosses after their track was found is another", () => {
  const stage = new Stage();
  stage.sessions.passage("gate-1", 100, "in");
  stage.put(1, 1.3);
  stage.wait(600);
  expect(stage.sessions.ownerOf(1)?.id).toBe("s1");
  stage.put(2, -0.5);
  stage.put(2, 0.5);
  expect([stage.sessions.ownerOf(1)?.id, stage.sessions.ownerOf(2)?.id]).toEqual(["s1", "s2"]);
});
