import { describe, expect, it } from "vitest";
import { framesOf, movingThings, nearest, ours, scoreSpots } from "./index.ts";

const walkers = { people: 3, side: 8, noise: 0.05, missed: 0.02, staysMissed: 0.3, falseAlarms: 0.02 };
const frames = framesOf(walkers, 200, 1);
const real = frames.map((frame) => frame.real);

describe("following simulated walkers", () => {
  it.each(Object.entries({ ours, kdTree: movingThings("kdTree"), munkres: movingThings("munkres"), nearest }))(
    "mostly works for three people who are seen well: %s",
    (_, follow) => {
      const { mota, idf1 } = scoreSpots(real, follow(frames, walkers.side));
      expect(mota).toBeGreaterThan(0.8);
      expect(idf1).toBeGreaterThan(0.4);
    },
  );
});

describe("scoring tracks", () => {
  it("gives the truth itself full marks", () => {
    expect(scoreSpots(real, real)).toEqual({ mota: 1, idf1: 1, switches: 0 });
  });

  it("counts nobody found, somebody made up and a name that changes", () => {
    const one = [[{ id: 1, x: 0, y: 0 }], [{ id: 1, x: 0, y: 0 }]];
    expect(scoreSpots(one, [[], []])).toMatchObject({ mota: 0, idf1: 0 });
    const ghost = one.map((spots) => [...spots, { id: 9, x: 5, y: 5 }]);
    expect(scoreSpots(one, ghost)).toMatchObject({ mota: 0, switches: 0 });
    const renamed = [[{ id: 1, x: 0, y: 0 }], [{ id: 2, x: 0.4, y: 0 }]];
    expect(scoreSpots(one, renamed)).toEqual({ mota: 0.5, idf1: 0.5, switches: 1 });
  });

  it("takes a track half a metre away for somebody else", () => {
    expect(scoreSpots([[{ id: 1, x: 0, y: 0 }]], [[{ id: 1, x: 0.51, y: 0 }]]).mota).toBe(-1);
  });
});
