import { describe, expect, it } from "vitest";
import { type Chunk, emptyState } from "../wire/index.ts";
import { createMoments } from "./moments.ts";

const chunk = (index: number, until: number): Chunk => ({
  index,
  from: index * 10,
  until,
  state: emptyState,
  items: [],
  provisional: true,
});

/** Makes chunks when it is told to. */
function byHand() {
  const made: number[] = [];
  const ready: (() => void)[] = [];
  const moments = createMoments((index, t) => {
    made.push(index);
    return new Promise((resolve) => ready.push(() => resolve(chunk(index, t + 1))));
  });
  const finish = async () => {
    ready.shift()?.();
    for (let i = 0; i < 10; i += 1) await Promise.resolve();
  };
  return { moments, made, finish };
}

describe("moments ahead of the reading", () => {
  it("are made one at a time, the last wish first", async () => {
    const { moments, made, finish } = byHand();
    const asked = [moments.ask(1, 10), moments.ask(2, 20), moments.ask(3, 30)];
    await finish();
    await finish();
    await finish();
    // The first was begun before there were others.
    expect(made).toEqual([1, 3, 2]);
    expect((await Promise.all(asked)).map((answer) => answer?.index)).toEqual([1, 2, 3]);
  });

  it("are made once for whoever asks again, unless more of the chunk is wanted", async () => {
    const { moments, made, finish } = byHand();
    const first = moments.ask(1, 15);
    await finish();
    await first;
    expect((await moments.ask(1, 12))?.index).toBe(1);
    expect(made).toEqual([1]);
    const further = moments.ask(1, 18);
    await finish();
    expect((await further)?.until).toBe(19);
    expect(made).toEqual([1, 1]);
  });

  it("give up the oldest wish when too many wait", async () => {
    const { moments } = byHand();
    const asked = Array.from({ length: 40 }, (_, i) => moments.ask(i, i * 10));
    await expect(asked[1]).resolves.toBeUndefined();
  });

  it("let the reading go on when nobody waits", async () => {
    const { moments, finish } = byHand();
    await moments.idle();
    let idle = false;
    const asked = moments.ask(1, 10);
    const waiting = moments.idle().then(() => {
      idle = true;
    });
    await Promise.resolve();
    expect(idle).toBe(false);
    await finish();
    await Promise.all([asked, waiting]);
  });

  it("leave nobody waiting when they are closed", async () => {
    const { moments } = byHand();
    void moments.ask(1, 10);
    const waiting = moments.ask(2, 20);
    moments.close();
    await expect(waiting).resolves.toBeUndefined();
  });
});
