import { expect, test } from "vitest";
import { type Body, framesOf, motionBy, newBody } from "./bodies.ts";
import { blankMotion, createMotion, type Measurement } from "./motion.ts";
import { createSighting, createSightings, type Sightings } from "./sightings.ts";
import { tellApart } from "./whose.ts";

const at = (x: number, y: number, deviation = 0.1): Measurement => ({
  mx: x,
  my: y,
  gx: 0,
  gy: 0,
  rxx: deviation * deviation,
  rxy: 0,
  ryy: deviation * deviation,
});

/** A frame that shows people at these places. */
function frame(...places: readonly (readonly [number, number])[]): Sightings {
  const sightings = createSightings();
  sightings.count = places.length;
  places.forEach(([x, y], j) => {
    sightings.measures[j] = { main: at(x, y), second: at(x, y), count: 1, cut: false };
    sightings.partial[j] = false;
    sightings.people[j] = createSighting();
  });
  return sightings;
}

/** Somebody who was at a place before (or nowhere), and what the frames show of them. */
function body(frames: readonly Sightings[], before: readonly [number, number] | undefined, ...seen: number[]): Body {
  const was = before && createMotion(at(...before, 0.3));
  const motion = blankMotion();
  motionBy(was, Int32Array.from(seen), frames, motion);
  return { ...newBody(0, frames.length, motion), before: was, seen: Int32Array.from(seen) };
}

const place = ({ motion }: Body): number[] => [...motion.state.slice(0, 2)].map((v) => Number(v.toFixed(1)));

const frames = [frame([1, 1], [2, 1]), frame([1, 1], [2, 1])];

test("two tracks that were given each other's places change them back, and are where they were seen", () => {
  const left = body(frames, [1, 1], 1, 1);
  const right = body(frames, [2, 1], 0, 0);
  tellApart([left, right], frames);
  expect([...left.seen, ...right.seen]).toEqual([0, 0, 1, 1]);
  expect([place(left), place(right)]).toEqual([
    [1, 1],
    [2, 1],
  ]);
});

test("a track that was given a newcomer's place gets its own back", () => {
  const track = body(frames, [1, 1], 1, 1);
  const newcomer = body(frames, undefined, 0, 0);
  tellApart([track, newcomer], frames);
  expect([...track.seen, ...newcomer.seen]).toEqual([0, 0, 1, 1]);
  expect(place(newcomer)).toEqual([2, 1]);
});

test("what one frame alone shows of a newcomer may be a false alarm, which a track is not given", () => {
  const track = body(frames, [1, 1], 1, 1);
  const alarm = body(frames, undefined, 0, -1);
  tellApart([track, alarm], frames);
  expect([...track.seen]).toEqual([1, 1]);
  const once = body(frames, [1, 1], 1, -1);
  const newcomer = body(frames, undefined, 0, 0);
  tellApart([once, newcomer], frames);
  expect([...once.seen]).toEqual([1, -1]);
});

test("one frame is enough to tell two tracks apart, but not a track from one that was not seen", () => {
  const left = body(frames, [1, 1], 1, -1);
  const right = body(frames, [2, 1], 0, -1);
  tellApart([left, right], frames);
  expect([...left.seen, ...right.seen]).toEqual([0, -1, 1, -1]);
  const seen = body(frames, [1, 1], 1, 1);
  const unseen = body(frames, [2, 1], -1, -1);
  tellApart([seen, unseen], frames);
  expect(framesOf(unseen)).toBe(0);
});

test("where it is nearly as likely, everybody keeps what they were given", () => {
  const middle = [frame([1.48, 1], [1.52, 1]), frame([1.48, 1], [1.52, 1])];
  const left = body(middle, [1, 1], 1, 1);
  const right = body(middle, [2, 1], 0, 0);
  tellApart([left, right], middle);
  expect([...left.seen]).toEqual([1, 1]);
});

test("nobody is sought farther than two and a half metres from where they were, nor are two newcomers told apart", () => {
  const far = [frame([1, 1], [4, 1]), frame([1, 1], [4, 1])];
  const track = body(far, [1, 1], 1, 1);
  const newcomer = body(far, undefined, 0, 0);
  tellApart([newcomer, track], far);
  expect([...track.seen]).toEqual([1, 1]);
  const beyond = [frame([3.6, 1], [1, 1]), frame([3.6, 1], [1, 1])];
  const lost = body(beyond, [4.2, 1], 1, 1);
  const there = body(beyond, [1, 1], 0, 0);
  tellApart([there, lost], beyond);
  expect([...there.seen]).toEqual([1, 1]);
  expect(body([frame([1, 1])], undefined, 0).before).toBeUndefined();
});

test("and that is 2.5 m in either direction, even where everything else is farther still", () => {
  const given = (x: number, y: number): number[] => {
    const shown = [frame([3 * x, 3 * y], [x, y]), frame([3 * x, 3 * y], [x, y])];
    const track = body(shown, [0, 0], 0, 0);
    tellApart([track, body(shown, undefined, 1, 1)], shown);
    return [...track.seen];
  };
  expect([given(2.5, 0), given(0, 2.5), given(-2.5, 0)]).toEqual([
    [1, 1],
    [1, 1],
    [1, 1],
  ]);
  expect([given(2.51, 0), given(0, 2.51), given(-2.51, 0)]).toEqual([
    [0, 0],
    [0, 0],
    [0, 0],
  ]);
});
