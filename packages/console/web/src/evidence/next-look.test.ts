import { expect, it } from "vitest";
import { nextLook } from "./next-look.ts";

it("evidence is asked for again soon, then seldom, and not for ever", () => {
  let waited = 0;
  let looks = 1;
  for (let wait = nextLook(looks, false); wait !== undefined; wait = nextLook(looks, false)) {
    expect(wait).toBeGreaterThanOrEqual(500);
    waited += wait;
    looks += 1;
  }
  expect(looks).toBe(20);
  expect(waited).toBeGreaterThan(30_000);
  expect(nextLook(1, true)).toBeUndefined();
});
