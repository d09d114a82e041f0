import { beforeEach, describe, expect, it } from "vitest";
import type { WireItem } from "../../../src/wire/index.ts";
import { fakeTape, start } from "../testing/fake-tape.ts";
import { settle } from "../testing/fake-timers.ts";
import { createChunkStore } from "./chunk-store.ts";
import { createTapePlayer } from "./tape-player.ts";

let now = 0;
beforeEach(() => {
  now = 0;
});

function open(seconds: number, read = seconds) {
  const tape = fakeTape(seconds, read);
  const passed: WireItem[] = [];
  const asked: string[] = [];
  let ends = 0;
  const chunks = createChunkStore({
    chunk: async (index) => {
      asked.push(`chunk ${index}`);
      return tape.chunk(index);
    },
    moment: async (t) => {
      asked.push("moment");
      return tape.moment(t);
    },
    now: () => now,
    onLoaded: () => player.advance(0),
  });
  const player = createTapePlayer({
    chunks,
    range: () => tape.range(),
    onItem: (item) => passed.push(item),
    onEnd: () => ends++,
  });
  /** Real time goes on, in turns of 50 ms. */
  const run = async (ms: number) => {
    for (let i = 0; i < ms; i += 50) {
      now += 50;
      player.advance(50);
      await settle();
    }
  };
  const at = () => (player.t - start) / 1_000;
  const seek = async (second: number) => {
    player.seek(start + second * 1_000);
    await settle();
  };
  return { tape, player, passed, asked, run, at, seek, ends: () => ends };
}

describe("the tape player", () => {
  it("shows a moment as soon as its chunk has come, with the state folded up to it", async () => {
    const { player, seek, at } = open(60);
    player.seek(start + 25_040);
    expect(player.seeking).toBe(true);
    await seek(25.04);
    expect(player.seeking).toBe(false);
    expect(at()).toBeCloseTo(25.04);
    expect(player.state.sessions.map(({ id }) => id)).toEqual(["S-0", "S-1", "S-2"]);
    expect(player.state.notes.at(-1)?.text).toBe("second 25");
    expect(player.view()?.people[0]?.x).toBeCloseTo(25.04);
  });

  it("passes every item once and in order, whatever the speed", async () => {
    for (const speed of [0.5, 1, 7, 100]) {
      const { player, passed, run, seek, tape, at } = open(60);
      await seek(0);
      player.setSpeed(speed);
      player.play();
      await run(60_000 / speed + 2_000);
      expect(at()).toBe(60);
      const said = [0, 1, 2, 3, 4, 5].flatMap((index) => tape.chunk(index)?.items ?? []);
      // What stands at the very moment that was jumped to was not passed.
      expect(passed).toEqual(said.filter(({ t }) => t > start));
      expect(player.state.notes.at(-1)?.text).toBe("second 59");
    }
  });

  it("plays a minute in a minute, and in six seconds at ten times the speed", async () => {
    const slow = open(200);
    await slow.seek(0);
    slow.player.play();
    await slow.run(60_000);
    expect(slow.at()).toBeCloseTo(60, 5);
    const fast = open(200);
    await fast.seek(0);
    fast.player.setSpeed(10);
    fast.player.play();
    await fast.run(6_000);
    expect(fast.at()).toBeGreaterThan(59);
    expect(fast.at()).toBeLessThanOrEqual(60);
  });

  it("moves people over the edge of a chunk without a halt", async () => {
    const { player, seek, run } = open(60);
    await seek(9.9);
    player.play();
    await run(50);
    expect(player.view()?.people[0]?.x).toBeCloseTo(9.95);
  });

  it("lets a plate flash after a jump, also when the pick stands in the chunk before", async () => {
    const { player, seek } = open(60);
    await seek(10.2);
    expect(player.view()?.flashes).toMatchObject([
      { t: start + 9_500, kind: "pick", plates: ["g1/s1/p1"], session: "S-0" },
    ]);
    await seek(11.1);
    expect(player.view()?.flashes).toEqual([]);
  });

  it("lets what is played fast flash for a second and a half of the page's time, and no longer", async () => {
    for (const speed of [10, 100]) {
      const { player, seek, run } = open(600);
      await seek(0);
      player.setSpeed(speed);
      player.play();
      const seen = new Map<number, number>();
      for (let i = 0; i < 60_000; i += 50 * speed) {
        await run(50);
        expect(player.view()?.flashAge).toBe(1_500 * speed);
        for (const { t } of player.view()?.flashes ?? []) seen.set(t, (seen.get(t) ?? 0) + 50);
      }
      const first = seen.get(start + 9_500);
      expect(Math.abs((first ?? 0) - Math.min(1_500, 60_000 / speed))).toBeLessThanOrEqual(150);
      if (speed === 100) expect(player.view()?.flashes.length).toBeGreaterThanOrEqual(5);
      await seek(300);
      expect(player.view()?.flashes.map(({ t }) => t)).toEqual([start + 299_500]);
    }
  });

  it("tells nothing to listeners while it jumps", async () => {
    const { passed, seek } = open(60);
    await seek(45);
    await seek(5);
    expect(passed).toEqual([]);
  });

  it("shows only the last of many jumps", async () => {
    const { player, at, run } = open(600);
    for (let second = 0; second < 600; second += 7) player.seek(start + second * 1_000);
    await run(100);
    expect(player.seeking).toBe(false);
    expect(at()).toBe(595);
  });

  it("jumps ahead of the reading with a provisional floor, and puts what was really read in its place", async () => {
    const { player, seek, tape, run, asked } = open(60, 12);
    await seek(40.5);
    expect(asked).toContain("moment");
    expect(player.view()).toMatchObject({ provisional: true });
    expect(player.view()?.people[0]?.x).toBeCloseTo(40.5);
    expect(player.state.sessions).toEqual([]);
    tape.read = 60;
    await run(1_000);
    expect(player.view()).toMatchObject({ provisional: false });
    expect(player.state.sessions).toHaveLength(5);
  });

  it("shows a moment of the very chunk that is being read without waiting for the reading", async () => {
    const { player, seek } = open(60, 12);
    await seek(11);
    await seek(18);
    expect(player.seeking).toBe(false);
    expect(player.view()).toMatchObject({ provisional: true });
  });

  it("waits at the end of what has been read, goes on when there is more, and says when all is over", async () => {
    const { player, seek, tape, run, at, ends } = open(30, 12);
    await seek(11);
    player.play();
    await run(3_000);
    expect(at()).toBe(12);
    expect(ends()).toBe(0);
    tape.read = 30;
    await run(3_000);
    expect(at()).toBeGreaterThan(13);
    await run(20_000);
    expect(at()).toBe(30);
    expect(ends()).toBeGreaterThan(0);
  });

  it("passes every item once while it plays close behind the reading", async () => {
    const { player, seek, tape, run, passed, at } = open(60, 3);
    await seek(1);
    player.play();
    while (tape.read < 40) {
      tape.read = Math.round(tape.read * 10 + 1) / 10;
      await run(100);
    }
    expect(at()).toBeGreaterThan(35);
    const said = [0, 1, 2, 3].flatMap((index) => tape.chunk(index)?.items ?? []);
    expect(passed).toEqual(said.filter(({ t }) => t > start + 1_000 && t <= player.t));
  });

  it("goes on at the start of the tape when what it showed has been dropped", async () => {
    const { player, seek, tape, run, at } = open(60);
    await seek(5);
    const range = tape.range();
    tape.range = () => ({ ...range, from: start + 20_000 });
    player.play();
    await run(1_000);
    expect(at()).toBeGreaterThan(20);
    expect(at()).toBeLessThan(22);
  });

  it("keeps within the tape", async () => {
    const { seek, at } = open(60);
    await seek(-5);
    expect(at()).toBe(0);
    await seek(1_000);
    expect(at()).toBe(60);
  });

  it("asks for what comes before it is needed", async () => {
    const { player, seek, asked, run } = open(600);
    await seek(0);
    player.setSpeed(50);
    player.play();
    await run(50);
    expect(asked).toEqual(expect.arrayContaining(["chunk 0", "chunk 1", "chunk 2", "chunk 3"]));
  });
});

it("asks a server that is away once a second for a chunk, and goes on when it is back", async () => {
  let away = true;
  let tries = 0;
  const tape = fakeTape(60);
  const chunks = createChunkStore({
    chunk: async (index) => {
      tries++;
      if (away) throw new TypeError("fetch failed");
      return tape.chunk(index);
    },
    moment: async () => undefined,
    now: () => now,
    onLoaded: () => undefined,
  });
  const pass = async (ms: number) => {
    for (let i = 0; i < ms; i += 50) {
      now += 50;
      chunks.want(2);
      await settle();
    }
  };
  await pass(10_000);
  expect(tries).toBe(10);
  away = false;
  await pass(1_000);
  expect(chunks.get(2)?.chunk.index).toBe(2);
});
