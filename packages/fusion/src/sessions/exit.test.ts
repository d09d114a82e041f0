import { describe, expect, it } from "vitest";
import { type Exit, findExit, leaverAt } from "./exit.ts";
import type { Session } from "./session.ts";
import { gate } from "./stage.fixture.ts";

const session = (id: string, enteredAt: number, more: object = {}): Session => ({
  ...{ id, credential: null, staff: false, gate: null, enteredAt, units: [], exitedAt: -1, lost: false },
  members: [{ track: -1, enteredAt, x: 2, y: 0, seenAt: 5000, leftAt: -1, ...more }],
});

it("an exit is found by gate and time, within 2.5 s, if it lacks what is asked for", () => {
  const exit = (at: number, left: boolean, passed: boolean, where = 0): Exit => ({ gate: where, at, left, passed });
  const [one, two, three] = [exit(1000, true, false), exit(2000, false, true), exit(1000, false, false, 1)];
  const find = (at: number, lacks: "left" | "passed", where = 0) => findExit([one, two, three], where, at, lacks);
  expect([find(1000, "left"), find(2000, "passed"), find(1000, "left", 1)]).toEqual([two, one, three]);
  expect([find(4500, "left"), find(4501, "left"), find(-500, "left")]).toEqual([two, undefined, two]);
  expect([find(3500, "passed"), find(3501, "passed")]).toEqual([one, undefined]);
  const near = [exit(1000, false, false), exit(1800, false, false), exit(2600, false, false)];
  expect([1300, 1500, 1400].map((at) => findExit(near, 0, at, "left"))).toEqual([near[0], near[1], near[0]]);
});

describe("who left unseen", () => {
  const leaver = (sessions: readonly Session[], at: number, sees: boolean): unknown => {
    const found = leaverAt(gate, sessions, at, sees);
    return found && [found.session.id, found.rivals.map(({ id }) => id)];
  };

  it("is, where nobody is seen, whoever has been inside longest; the others are rivals", () => {
    const [a, b, c] = [session("a", 2000, { track: 0 }), session("b", 1000), session("c", 9000)];
    expect(leaver([a, b, c], 9000, false)).toEqual(["b", ["a"]]);
    expect(leaver([a, b, c], 9001, false)).toEqual(["b", ["a", "c"]]);
    expect(leaver([session("a", 1000, { leftAt: 0 })], 9000, false)).toBeUndefined();
    expect(leaver([session("a", 1000), session("b", 1000)], 9000, false)).toEqual(["a", ["b"]]);
  });

  it("is, where people are seen, whoever is not, was last seen nearest, and can have walked there", () => {
    const near = session("near", 2000, { x: 1.5 });
    const far = session("far", 1000);
    expect(leaver([far, near], 6000, true)).toEqual(["near", ["far"]]);
    expect(leaver([session("a", 0, { track: 0 })], 9000, true)).toBeUndefined();
    expect([leaver([far], 5625, true), leaver([far], 5624, true)]).toEqual([["far", []], undefined]);
    const there = session("there", 0, { x: 0.6, y: 0.8 });
    expect(leaver([there], 4000, true)).toEqual(["there", []]);
    expect(leaver([session("a", 0, { x: 0.6, y: 0.81 })], 4000, true)).toBeUndefined();
  });

  it("is looked for around the gate, wherever that is", () => {
    const elsewhere = { ...gate, at: [7, -3] as const };
    const found = (x: number, y: number) => leaverAt(elsewhere, [session("a", 0, { x, y })], 5000, true)?.session.id;
    expect([found(7.5, -3.5), found(-7, -3), found(7, 3)]).toEqual(["a", undefined, undefined]);
  });

  it("may be one of a group, whose others are no rivals", () => {
    const group = session("group", 1000);
    group.members.push({ ...group.members[0]!, enteredAt: 1500 });
    const found = leaverAt(gate, [group], 9000, false);
    expect(found).toMatchObject({ session: group, rivals: [] });
    expect(found?.member).toBe(group.members[0]);
  });
});
