import { describe, expect, it } from "vitest";
import { emphasisOf, isMeant } from "./emphasis.ts";
import { nearestOf } from "./flashes.ts";

const person = (id: number, session: string | null, x = 0) => ({ id, session, x, y: 0, deviation: 0.1 });
const people = [person(1, "S-1"), person(2, "S-1", 5), person(3, null), person(4, null)];
const meant = (...of: Parameters<typeof emphasisOf>) =>
  people.filter((each) => isMeant(emphasisOf(...of), each)).map(({ id }) => id);

describe("whom a selection means", () => {
  it("is everybody where nobody is selected", () => {
    expect(meant(undefined, people)).toEqual([1, 2, 3, 4]);
    expect(meant({ kind: "plate", id: "p" }, people)).toEqual([1, 2, 3, 4]);
  });

  it("is the whole group of a session, of its interaction or of one of its people", () => {
    expect(meant({ kind: "session", id: "S-1" }, people)).toEqual([1, 2]);
    expect(meant({ kind: "interaction", id: "i", session: "S-1" }, people)).toEqual([1, 2]);
    expect(meant({ kind: "person", id: 2 }, people)).toEqual([1, 2]);
  });

  it("is one stranger alone, not all strangers", () => {
    expect(meant({ kind: "person", id: 3 }, people)).toEqual([3]);
  });
});

describe("who is shown to reach", () => {
  it("is the person of the session who stands nearest", () => {
    expect(nearestOf(people, "S-1", 4, 0)?.id).toBe(2);
    expect(nearestOf(people, "S-9", 4, 0)).toBeUndefined();
  });
});
