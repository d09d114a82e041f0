import { describe, expect, it } from "vitest";
import { doubtBetween, doubtsAt, joinDoubts, trustAt } from "./identity.ts";
import type { Member, Session } from "./session.ts";

const member: Member = { track: 1, enteredAt: 0, x: 0, y: 0, seenAt: 0, leftAt: -1 };
const sessionOf = (id: string, persons = 1): Session => ({
  ...{ id, credential: id, staff: false, gate: null, enteredAt: 0, units: [], exitedAt: -1, lost: false },
  members: Array.from({ length: persons }, () => ({ ...member })),
});

describe("two who may have been taken for each other", () => {
  it("are both in doubt from then on, by the name of the other's session", () => {
    const [one, other] = [sessionOf("s1"), sessionOf("s2")];
    doubtBetween(one, other, 500, 0.1);
    doubtBetween(undefined, one, 900, 0.2);
    expect(one.doubts).toEqual([
      { other: "s2", since: 500, probability: 0.1 },
      { other: null, since: 900, probability: 0.2 },
    ]);
    expect(other.doubts).toEqual([{ other: "s1", since: 500, probability: 0.1 }]);
    expect([doubtsAt(one, 499), doubtsAt(one, 500).length, doubtsAt(one, 900).length]).toEqual([[], 1, 2]);
    expect([trustAt(one, 499), trustAt(one, 899), trustAt(one, 900)]).toEqual([1, 0.9, expect.closeTo(0.72, 12)]);
    expect(trustAt(sessionOf("s3"), 900)).toBe(1);
  });

  it("are in no doubt where they are of one session, or of none", () => {
    const group = sessionOf("s1", 2);
    doubtBetween(group, group, 500, 0.1);
    doubtBetween(undefined, undefined, 500, 0.1);
    expect(group.doubts).toBeUndefined();
  });

  it("are one of several people of a session, any of whom may have done what was done since", () => {
    const group = sessionOf("s1", 4);
    doubtBetween(group, sessionOf("s2"), 500, 0.2);
    expect(trustAt(group, 500)).toBeCloseTo(0.95, 12);
  });

  it("leave 32 doubts of a session at the most, the newest", () => {
    const one = sessionOf("s1");
    for (let since = 0; since < 40; since++) doubtBetween(one, undefined, since, 0.1);
    expect(one.doubts?.map(({ since }) => since)).toEqual(Array.from({ length: 32 }, (_, k) => k + 8));
  });
});

describe("two sessions that turn out to be one", () => {
  it("keep their doubts in order of time, but those about each other", () => {
    const [from, into] = [sessionOf("s1"), sessionOf("s2")];
    doubtBetween(from, into, 100, 0.1);
    joinDoubts(from, into);
    expect(into).not.toHaveProperty("doubts");
    doubtBetween(into, sessionOf("s3"), 300, 0.1);
    doubtBetween(from, undefined, 200, 0.2);
    joinDoubts(from, into);
    expect(into.doubts?.map(({ other, since }) => [other, since])).toEqual([
      [null, 200],
      ["s3", 300],
    ]);
  });

  it("keep the 32 newest doubts", () => {
    const [from, into] = [sessionOf("s1"), sessionOf("s2")];
    for (let since = 0; since < 20; since++) {
      doubtBetween(from, undefined, since, 0.1);
      doubtBetween(into, undefined, since + 100, 0.1);
    }
    joinDoubts(from, into);
    expect([into.doubts?.length, into.doubts?.[0]?.since]).toEqual([32, 8]);
  });
});
