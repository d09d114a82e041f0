import { describe, expect, it } from "vitest";
import { Stage } from "./stage.fixture.ts";

/** Somebody stands at x, y of an open store, is not seen any more, and another is seen later. */
const seen = (x: number, y = 0): Stage => {
  const stage = new Stage([]);
  stage.put(1, x, y);
  stage.end(1);
  return stage;
};

describe("a store without gates", () => {
  it("is left within a metre of its rim, or beyond it", () => {
    expect([seen(9).inside(), seen(8.99).inside(), seen(10.5).inside(), seen(5, -4.5).inside()]).toEqual([
      [],
      [null],
      [],
      [],
    ]);
    const stage = seen(9.5);
    expect(stage.sessions.state.sessions).toMatchObject([
      { exitedAt: stage.at, enteredAt: 200, gate: null, lost: false },
    ]);
  });

  it("finds somebody again within 0.6 m and what they can have walked since", () => {
    const again = (x: number, after: number): number => {
      const stage = seen(4);
      stage.wait(after - 200);
      stage.put(2, x);
      return stage.opened().length;
    };
    expect([again(4.71, 200), again(4.73, 200)]).toEqual([1, 2]);
    expect([again(6.39, 3000), again(6.41, 3000)]).toEqual([1, 2]);
  });

  it("finds whoever is nearest, and nobody who is seen or has left", () => {
    const stage = new Stage([]);
    for (const [track, x] of [
      [1, 4],
      [2, 4.8],
      [3, 5.6],
    ] as const) {
      stage.put(track, x);
    }
    stage.end(1);
    stage.end(2);
    stage.end(3);
    stage.put(4, 4.9);
    expect(stage.sessions.ownerOf(4)?.id).toBe("s2");
    stage.put(5, 4.9);
    expect(stage.sessions.ownerOf(5)?.id).toBe("s3");
  });

  it("is not where a track that began before goes on from another that was seen half a second later", () => {
    const began = (earlier: number): number => {
      const stage = new Stage([]);
      stage.put(1, 4);
      const bornAt = stage.at - earlier;
      stage.people.set(2, { ...stage.people.get(1)!, id: 2, bornAt });
      stage.end(1);
      stage.sessions.trackEvents([{ type: "confirmed", track: 2, at: stage.at }]);
      return stage.opened().length;
    };
    expect([began(500), began(501)]).toEqual([1, 2]);
  });
});
