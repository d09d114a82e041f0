import { describe, expect, it } from "vitest";
import {
  choose,
  clickPicture,
  type Draft,
  emptyDraft,
  movePixel,
  remove,
  setHeight,
  setPlace,
  undo,
  wholePoints,
} from "./draft.ts";

const two = setHeight(setPlace(clickPicture(setPlace(clickPicture(emptyDraft, 10, 20), 1, 2), 30, 40), 3, 4), 0.5);

describe("clicking points", () => {
  it("takes the pixel first and the place then, or the other way round", () => {
    expect(wholePoints(two)).toEqual([
      { u: 10, v: 20, x: 1, y: 2, z: 0 },
      { u: 30, v: 40, x: 3, y: 4, z: 0.5 },
    ]);
    expect(wholePoints(clickPicture(setPlace(emptyDraft, 1, 2), 10, 20))).toEqual([{ u: 10, v: 20, x: 1, y: 2, z: 0 }]);
  });

  it("keeps finished points in the order they are shown in, also where one goes while another is unfinished", () => {
    const begun = clickPicture(two, 50, 60);
    expect(begun.points).toHaveLength(3);
    const next = setPlace(clickPicture(remove(begun, 0), 70, 80), 5, 6);
    expect(next.points).toHaveLength(wholePoints(next).length);
    expect(wholePoints(next).map(({ u }) => u)).toEqual([30, 70]);
    expect(undo(remove(begun, 0)).points).toEqual(begun.points);
  });

  it("moves the pixel of an unfinished point with a second click, and the place of a finished one with a click on the plan", () => {
    const moved = clickPicture(clickPicture(emptyDraft, 10, 20), 11, 21);
    expect(moved.points).toEqual([{ pixel: [11, 21], z: 0 }]);
    expect(wholePoints(setPlace(two, 9, 9))[1]).toMatchObject({ u: 30, x: 9, y: 9, z: 0.5 });
    expect(movePixel(two, 1, -10).points[1]?.pixel).toEqual([31, 30]);
  });

  it("undoes every change, one by one, back to nothing", () => {
    let draft: Draft = movePixel(two, 1, 1);
    const counts: number[] = [];
    for (;;) {
      const before = undo(draft);
      if (before === draft) break;
      draft = before;
      counts.push(wholePoints(draft).length);
    }
    expect(counts).toEqual([2, 2, 1, 1, 0, 0]);
    expect(draft).toEqual(emptyDraft);
  });

  it("drops what was left unfinished when another point is taken up, and takes points out", () => {
    const half = clickPicture(two, 50, 60);
    expect(half.points).toHaveLength(3);
    const back = choose(half, 0);
    expect(back.points).toHaveLength(2);
    expect(movePixel(back, 5, 0).points[0]?.pixel).toEqual([15, 20]);
    expect(wholePoints(remove(back, 0))).toEqual([{ u: 30, v: 40, x: 3, y: 4, z: 0.5 }]);
    expect(undo(remove(back, 0)).points).toHaveLength(2);
  });
});
