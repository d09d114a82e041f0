import { expect, it } from "vitest";
import { emptyState, type SessionState } from "./room.ts";
import type { Member, Session } from "./session.ts";
import { trackAt } from "./stage.fixture.ts";
import { isStranger, twinAt } from "./twins.ts";

const member = (more: Partial<Member> = {}): Member => ({
  ...{ track: 1, enteredAt: 5000, x: 0, y: 0, seenAt: 5000, leftAt: -1 },
  ...more,
});
const cameIn = (own: Member | undefined, at = 5000, gate = 0): SessionState => ({
  ...emptyState(),
  entries: [{ gate, at, track: 1, passed: false, ...(own && { member: own }) }],
});

it("a body on the line is the member's who came in there within a second, less than half a metre away", () => {
  const anna = member();
  const twin = (x: number, y: number, at = 5000, state = cameIn(anna)) => twinAt(state, 0, at, x, y);
  expect([twin(0.3, 0.4 - 1e-9), twin(0.3, 0.4), twin(-0.49, 0)]).toEqual([anna, undefined, anna]);
  expect([5999, 6000, 4001, 4000].map((at) => twin(0, 0, at))).toEqual([anna, undefined, anna, undefined]);
  expect(twin(0, 0, 5000, cameIn(anna, 5000, 1))).toBeUndefined();
  expect(twin(0, 0, 5000, cameIn(undefined))).toBeUndefined();
  expect(twin(0, 0, 5000, cameIn(member({ leftAt: 0 })))).toBeUndefined();
});

it("a track of nobody's is a stranger's after 8 s, or 1.5 s after they were seen to come in", () => {
  const state = emptyState();
  const track = trackAt(3, 0, { bornAt: 1000 });
  const asked = (at: number, cameAt?: number): boolean => isStranger(state, [track], track, at, cameAt);
  expect([asked(9000), asked(8999), asked(4500, 3000), asked(4499, 3000)]).toEqual([true, false, true, false]);
});

it("a track within 0.8 m of a member is no stranger's; strangers beside it say nothing", () => {
  const state = emptyState();
  state.tracks.set(2, { sides: [], since: 0, session: {} as Session });
  state.tracks.set(3, { sides: [], since: 0 });
  const track = trackAt(3, 1, { bornAt: 1000 });
  const beside = (id: number, x: number): boolean =>
    isStranger(state, [track, trackAt(9, 9, { id: 2 }), trackAt(x, 1, { id })], track, 9000);
  expect([beside(2, 3.8), beside(2, 3.81), beside(2, 2.19), beside(3, 3), beside(4, 3)]).toEqual([
    false,
    true,
    true,
    true,
    true,
  ]);
});
