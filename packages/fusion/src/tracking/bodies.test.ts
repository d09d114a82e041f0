import { expect, test } from "vitest";
import { bodyOf, framesOf, newBody } from "./bodies.ts";
import { putTrack, stateAt, t0 } from "./tracks.fixture.ts";

test("a body that is used again is as a new one would be, on as many frames", () => {
  const state = stateAt();
  const one = putTrack(state, 1, 2, { confirmed: true, missedAt: 5 });
  const other = putTrack(state, 3, 4, { confirmed: false, at: 9, seenAt: 8 });
  const used = bodyOf(one, 3, undefined);
  used.seen[1] = 7;
  used.motion.state[0] = 99;
  const again = bodyOf(other, 3, used);
  expect(again).toBe(used);
  expect(again).toEqual(bodyOf(other, 3, undefined));
  expect([framesOf(again), again.motion.state[0], other.motion.state[0]]).toEqual([0, 3, 3]);
  expect(again.motion).not.toBe(other.motion);
  expect(bodyOf(other, 2, used).seen).toHaveLength(2);
});

test("a newcomer comes from nowhere, without a name and not believed yet", () => {
  const { motion } = putTrack(stateAt(), 1, 2);
  const body = newBody(t0, 2, motion);
  expect(body).toMatchObject({ before: undefined, confirmed: false, at: t0, seenAt: t0, missedAt: -Infinity });
  expect(body.motion).toBe(motion);
  expect([...body.seen]).toEqual([-1, -1]);
  expect([body.names, body.namedAt.length, body.namedFor.length]).toEqual([[], 0, 0]);
});
