import { expect, test } from "vitest";
import { bodyOf, framesOf, newBody } from "./bodies.ts";
import { copyMotion } from "./motion.ts";
import { putTrack, stateAt } from "./tracks.fixture.ts";

test("a body that is used again is as a new one would be, on as many frames", () => {
  const state = stateAt();
  const one = putTrack(state, 1, 2, { confirmed: true, missedAt: 5 });
  const other = putTrack(state, 3, 4, { confirmed: false, at: 9, seenAt: 8 });
  const used = bodyOf(one, 3, undefined);
  used.seen[1] = 7;
  used.shadow.motion.state[0] = 99;
  const again = bodyOf(other, 3, used);
  expect(again).toBe(used);
  expect(again).toEqual(bodyOf(other, 3, undefined));
  expect([framesOf(again), again.shadow.motion.state[0], other.motion.state[0]]).toEqual([0, 3, 3]);
  expect(again.shadow.motion).not.toBe(other.motion);
  expect(bodyOf(other, 2, used).seen).toHaveLength(2);
});

test("a newcomer comes from nowhere, and is like a track of whom only the place is known", () => {
  const track = putTrack(stateAt(), 1, 2);
  const body = newBody(track, 2, copyMotion(track.motion));
  expect(body.before).toBeUndefined();
  expect([...body.seen]).toEqual([-1, -1]);
  expect(body.shadow.names).toBe(track.names);
});
