import { describe, expect, it } from "vitest";
import { forget } from "./passages.ts";
import { emptyState } from "./room.ts";
import { Stage } from "./stage.fixture.ts";

describe("what is too old to matter", () => {
  const token = (at: number) => ({ credential: "A", gate: 0, at, holder: -1 });

  it("is an exit or a passage of more than 10 s ago", () => {
    const state = emptyState();
    state.exits = [1000, 1001, 5000].map((at) => ({ gate: 0, at, left: true, passed: true }));
    state.passages = [1000, 1001, 5000].map((at) => ({ gate: 0, at, direction: "in" as const }));
    forget(state, 11_000);
    expect([state.exits.length, state.passages.length]).toEqual([3, 3]);
    forget(state, 11_001);
    expect([state.exits, state.passages].map((all) => all.map(({ at }) => at))).toEqual([
      [1001, 5000],
      [1001, 5000],
    ]);
    forget(state, 99_000);
    forget(state, 99_000);
    expect([state.exits, state.passages]).toEqual([[], []]);
  });

  it("is an entry of more than 20 s ago, with the scan that it used", () => {
    const state = emptyState();
    state.tokens = [token(1000), token(1500)];
    state.entries = [2000, 2001].map((at, k) => ({ gate: 0, at, track: 1, passed: true, token: state.tokens[k]! }));
    forget(state, 22_000);
    expect([state.entries.length, state.tokens.length]).toEqual([2, 2]);
    forget(state, 22_001);
    expect([state.entries.map(({ at }) => at), state.tokens.map(({ at }) => at)]).toEqual([[2001], [1500]]);
  });

  it("is all but the newest 256 entries and exits, if there are more", () => {
    const state = emptyState();
    state.exits = Array.from({ length: 257 }, (_, k) => ({ gate: 0, at: k, left: true, passed: true }));
    state.entries = state.exits.map(({ at }) => ({ gate: 0, at, track: 1, passed: true }));
    state.entries[0]!.token = token(0);
    state.tokens = [state.entries[0]!.token];
    const before = structuredClone(state);
    state.exits.pop();
    state.entries.pop();
    forget(state, 1000);
    expect([state.exits.length, state.entries.length, state.tokens.length]).toEqual([256, 256, 1]);
    forget(before, 1000);
    expect([before.exits, before.entries].map((all) => [all.length, all[0]!.at])).toEqual([
      [256, 1],
      [256, 1],
    ]);
    expect(before.tokens).toEqual([]);
  });

  it("is a scan of more than 22 s ago that no entry rests on", () => {
    const state = emptyState();
    state.tokens = [token(1000), token(1001), token(2000)];
    forget(state, 23_000);
    expect(state.tokens).toHaveLength(3);
    forget(state, 23_001);
    expect(state.tokens.map(({ at }) => at)).toEqual([1001, 2000]);
    state.entries = [{ gate: 0, at: 19_000, track: 1, passed: true, token: state.tokens[0]! }];
    forget(state, 30_000);
    expect(state.tokens.map(({ at }) => at)).toEqual([1001]);
  });
});

describe("a passage that no crossing explains", () => {
  it("counts after 2.5 s where people are seen and somebody has scanned", () => {
    const stage = new Stage();
    stage.wait(1000);
    stage.scan("MEMBER-1");
    const at = stage.at + 1000;
    stage.sessions.passage("gate-1", at, "in");
    stage.wait(3400);
    expect(stage.opened()).toEqual([]);
    stage.wait(200);
    expect(stage.opened()).toEqual(["MEMBER-1"]);
    const nobody = { track: -1, x: 0, y: 0, enteredAt: at, seenAt: at };
    expect(stage.sessions.state.sessions).toMatchObject([{ gate: "gate-1", enteredAt: at, members: [nobody] }]);
    stage.wait(1000);
    expect(stage.opened()).toHaveLength(1);
  });

  it("is the turnstile's mistake where people are seen and nobody has scanned", () => {
    const stage = new Stage();
    stage.wait(1000);
    stage.sessions.passage("gate-1", stage.at, "in");
    expect(stage.sessions.state.entries).toHaveLength(1);
    stage.wait(2600);
    expect([stage.opened(), stage.sessions.state.entries]).toEqual([[], []]);
  });

  it("out takes whoever was lost nearest, once, when it was told; where others could have left, all are doubtful", () => {
    const stage = new Stage();
    stage.walk(1, -1, 1.5);
    stage.walk(2, -1, 2);
    stage.end(1);
    stage.end(2);
    stage.wait(5000);
    const at = stage.at;
    stage.sessions.passage("gate-1", at, "out");
    stage.wait(2400);
    expect(stage.inside()).toHaveLength(2);
    stage.wait(200);
    expect(stage.sessions.state.sessions).toMatchObject([
      { exitedAt: at, doubtful: true },
      { exitedAt: -1, doubtful: true },
    ]);
    stage.wait(4000);
    expect(stage.inside()).toHaveLength(1);
  });
});
