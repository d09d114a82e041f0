import { describe, expect, it } from "vitest";
import { reachLines } from "./reach-lines.ts";

const nobody = { person: 9, session: null, t: [0, 100], distance: [null, null], hand: [false, false] };

describe("lines of reach", () => {
  it("are solid where a hand was seen and dashed where only the body was, without a hole between", () => {
    const reach = {
      person: 1,
      session: "S-1",
      t: [0, 100, 200, 300, 400],
      distance: [1, 0.8, 0.3, 0.2, 0.9],
      hand: [false, false, true, true, false],
    };
    const { seconds, people } = reachLines([reach], 200);
    expect(seconds).toEqual([-0.2, -0.1, 0, 0.1, 0.2]);
    expect(people[0]?.hand).toEqual([null, null, 0.3, 0.2, null]);
    expect(people[0]?.body).toEqual([1, 0.8, 0.3, 0.2, 0.9]);
    expect(people[0]?.nearest).toBe(0.2);
  });

  it("leave the body's line out in the middle of a hand's", () => {
    const reach = { person: 1, session: null, t: [0, 1, 2], distance: [1, 2, 3], hand: [true, true, true] };
    expect(reachLines([reach], 0).people[0]?.body).toEqual([null, null, null]);
  });

  it("put who came nearest first and who was never there last", () => {
    const far = { person: 2, session: "S-2", t: [0], distance: [2], hand: [false] };
    const near = { person: 3, session: "S-3", t: [50], distance: [0.1], hand: [true] };
    const { people } = reachLines([nobody, far, near], 0);
    expect(people.map(({ person }) => person)).toEqual([3, 2, 9]);
    expect(people[2]).not.toHaveProperty("nearest");
    expect(people[1]?.hand).toEqual([null, undefined, undefined]);
  });
});
