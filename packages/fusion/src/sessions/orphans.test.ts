import { describe, expect, it } from "vitest";
import { isOrphan, nearestLost, unnoticedToken } from "./orphans.ts";
import type { Session } from "./session.ts";
import { gate, modelOf, trackAt } from "./stage.fixture.ts";

const lostAt = (x: number, seenAt: number, more: object = {}): Session => ({
  ...{ id: "s", credential: null, staff: false, gate: null, enteredAt: 0, units: [], exitedAt: -1, lost: false },
  members: [{ track: -1, enteredAt: 0, x, y: 0, seenAt, leftAt: -1, ...more }],
});
const found = (session: Session, x: number, at: number, bornAt = at, mistaken = false): boolean =>
  nearestLost([session], trackAt(x, 0, { bornAt }), at, mistaken) !== undefined;

describe("who was lost", () => {
  it("is found within a metre and what they can have walked since, 1.6 m a second", () => {
    expect([found(lostAt(2, 5000), 3, 5000), found(lostAt(2, 5000), 3.01, 5000)]).toEqual([true, false]);
    expect([found(lostAt(2, 5000), 6.19, 7000), found(lostAt(2, 5000), 6.21, 7000)]).toEqual([true, false]);
    expect(found(lostAt(2, 5000), 3.2, 4000, 4000, true)).toBe(false);
  });

  it("is not somebody who is seen, who has left, or who was there beside a track half a second after it began", () => {
    expect(found(lostAt(2, 5000, { track: 0 }), 2, 5000)).toBe(false);
    expect(found(lostAt(2, 5000, { leftAt: 0 }), 2, 5000)).toBe(false);
    expect([found(lostAt(2, 5500), 2, 6000, 5000), found(lostAt(2, 5501), 2, 6000, 5000)]).toEqual([true, false]);
    expect(found(lostAt(2, 5501), 2, 6000, 5000, true)).toBe(true);
  });

  it("is whoever was lost nearest, the first of two as near", () => {
    const [far, near, other] = [lostAt(1, 5000), lostAt(2.5, 5000), lostAt(3.5, 5000)];
    const lost = nearestLost([far, near, other], trackAt(3, 0, { bornAt: 6000 }), 6000);
    expect(lost).toEqual({ session: near, member: near.members[0] });
    expect(nearestLost([], trackAt(3, 0), 6000)).toBeUndefined();
  });
});

it("a track is asked whose it is from 600 ms on, 0.3 m behind the gate", () => {
  const asked = (x: number, age: number): boolean => isOrphan([gate], trackAt(x, 0, { bornAt: 1000 }), 1000 + age);
  expect([asked(0.3, 600), asked(0.29, 600), asked(0.3, 599)]).toEqual([true, false, false]);
});

describe("a scan whose person nobody noticed at the gate", () => {
  const token = { credential: "A", gate: 0, at: 1000, holder: -1 };
  const unnoticed = (x: number, at: number, bornAt = 2000, entries: readonly object[] = []): unknown =>
    unnoticedToken(modelOf([gate]), { tokens: [token], entries: entries as never }, trackAt(x, 0, { bornAt }), at);

  it("is of a track that began after it, 1.5 s ago, and has not come farther than somebody walks", () => {
    expect([unnoticed(1, 3500), unnoticed(1, 3499)]).toEqual([token, undefined]);
    expect([unnoticed(4.49, 3500), unnoticed(4.5, 3500)]).toEqual([token, undefined]);
    expect([unnoticed(1, 5000, 1001), unnoticed(1, 5000, 1000)]).toEqual([token, undefined]);
  });

  it("is nobody's once somebody has come in on it", () => {
    expect(unnoticed(1, 3500, 2000, [{ token }])).toBeUndefined();
    expect(unnoticed(1, 3500, 2000, [{ token: { ...token } }, {}])).toBe(token);
  });
});
