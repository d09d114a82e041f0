import { expect, it } from "vitest";
import { companionColour, placesInSession } from "./companions.ts";
import { seesPeople } from "./sees-people.ts";

it("companions of one session have places of their own, and others begin anew", () => {
  const people = [{ session: "s10" }, { session: null }, { session: "s10" }, { session: "s2" }];
  expect(placesInSession(people)).toEqual([0, 0, 1, 0]);
});

it("companions of one session have different colours in either theme", () => {
  for (const dark of [false, true]) {
    expect(new Set([0, 1, 2].map((place) => companionColour("s10", place, dark))).size).toBe(3);
  }
});

it("nobody can be seen where there is neither a camera nor a ceiling sensor", () => {
  expect(seesPeople({ cameras: [], ceilings: [] })).toBe(false);
  expect(seesPeople(undefined)).toBe(true);
});
