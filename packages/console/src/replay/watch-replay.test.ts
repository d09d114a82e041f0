import { gunzipSync } from "node:zlib";
import { createEngine } from "@aisle/fusion";
import { VirtualClock } from "@aisle/sdk";
import { describe, expect, it } from "vitest";
import type { Chunk, TapeItem, WireItem } from "../wire/index.ts";
import { type ReplayOptions, type ReplayPlayer, watchReplay } from "./index.ts";
import { hall, morning, placeAt, walk, walkMs } from "./walk.fixture.ts";

const truth = { receipts: [], interactions: [], paths: {}, t0: morning };

/** Plays the walk; `before` is awaited before each second of it. */
async function play(player: ReplayPlayer, before: (second: number) => Promise<void> | void = () => undefined) {
  const engine = createEngine(hall);
  const listener = player.connect(engine);
  let second = 0;
  for (const batch of walk()) {
    await before(second++);
    await player.turn();
    if (player.signal.aborted) return;
    for (const input of batch) {
      if (!("seq" in input)) continue;
      for (const event of engine.observe(input)) listener.event(event, input.receivedAt);
      listener.reading(input);
      listener.advance(input.receivedAt);
    }
  }
}

function watched(part: Partial<ReplayOptions> = {}) {
  const clock = new VirtualClock(0);
  const replay = watchReplay({ name: "walk", model: hall, startsAt: morning, play: (p) => play(p), clock, ...part });
  return { replay, clock };
}

function read(answer: Chunk | Uint8Array | undefined): Chunk | undefined {
  return answer instanceof Uint8Array ? (JSON.parse(gunzipSync(answer).toString()) as Chunk) : answer;
}

function peopleOf(chunk: Chunk | undefined): readonly (readonly [at: number, x: number])[] {
  return (chunk?.items ?? []).flatMap((item) =>
    item.k === "frame" ? item.frame.people.map(({ x }) => [item.frame.at ?? item.t, x] as const) : [],
  );
}

/** A play that stops before a second until it is released. */
function heldAt(held: number) {
  let release = (): void => undefined;
  let reached = (): void => undefined;
  const there = new Promise<void>((resolve) => (reached = resolve));
  const gate = new Promise<void>((resolve) => (release = resolve));
  const options = {
    play: (player: ReplayPlayer) =>
      play(player, async (second) => {
        if (second !== held) return;
        reached();
        await gate;
      }),
  };
  return { options, there, release: () => release() };
}

async function* scout(t: number) {
  for (const batch of walk(t)) yield await Promise.resolve(batch);
}

describe("a replay", () => {
  it("holds every moment once it was read", async () => {
    const { replay } = watched();
    await replay.done;
    expect(replay.range()).toMatchObject({ from: morning, until: morning + walkMs - 100, complete: true });
    for (const ms of [0, 9_999, 10_000, 31_000, walkMs - 100]) {
      const chunk = read(await replay.moment(morning + ms));
      expect(chunk?.index).toBe(Math.floor(ms / 10_000));
      expect(chunk).not.toHaveProperty("provisional");
    }
    const places = peopleOf(read(await replay.chunk(3)));
    expect(places).toHaveLength(100);
    for (const [at, x] of places) expect(Math.abs(x - placeAt(at))).toBeLessThan(0.15);
    expect(await replay.moment(morning - 1)).toBeUndefined();
    expect(await replay.moment(morning + walkMs)).toBeUndefined();
  });

  it("shows a moment that it has not come to, people where they were", async () => {
    const { options, there, release } = heldAt(5);
    const { replay } = watched({ ...options, scout, endsAt: () => morning + walkMs });
    await there;
    const chunk = read(await replay.moment(morning + 38_500));
    expect(chunk).toMatchObject({ index: 3, provisional: true, from: morning + 30_000, state: { sessions: [] } });
    expect(chunk?.until).toBeGreaterThan(morning + 38_500);
    const places = peopleOf(chunk);
    expect(places.length).toBeGreaterThan(85);
    for (const [at, x] of places) expect(Math.abs(x - placeAt(at))).toBeLessThan(0.15);
    expect(chunk?.items.every(({ k }) => k === "frame")).toBe(true);
    release();
    await replay.done;
    expect(read(await replay.moment(morning + 38_500))).not.toHaveProperty("provisional");
  });

  it("has no answer ahead of the reading where nothing can be looked up", async () => {
    const { options, there, release } = heldAt(5);
    const { replay } = watched(options);
    await there;
    expect(await replay.moment(morning + 30_000)).toBeUndefined();
    expect(read(await replay.moment(morning + 3_000))?.index).toBe(0);
    release();
    await replay.done;
  });

  it("shows no empty store ahead of the reading where a scene is too long to be looked up", async () => {
    const { options, there, release } = heldAt(5);
    const { replay } = watched({ ...options, scout: async function* () {}, endsAt: () => morning + walkMs });
    await there;
    expect(await replay.moment(morning + 30_000)).toBeUndefined();
    release();
    await replay.done;
  });

  it("keeps all that was read when the recorded clock was set back, and goes on from there", async () => {
    const { replay } = watched({
      play: async (player) => {
        const listener = player.connect(createEngine(hall));
        for (let ms = 0; ms < 60_000; ms += 100) {
          const t = morning + ms - (ms < 30_000 ? 0 : 3_600_000);
          if (ms === 45_000) {
            const status = { state: "online", since: t } as const;
            listener.status({ device: "ceiling", kind: "camera", status });
          }
          listener.advance(t);
        }
        await player.turn();
      },
    });
    await replay.done;
    expect(replay.range()).toMatchObject({ from: morning, from0: morning });
    expect(replay.range().until).toBeGreaterThanOrEqual(morning + 59_800);
    expect(read(await replay.chunk(0))?.items.length).toBeGreaterThan(90);
    const told = read(await replay.chunk(4))?.items ?? [];
    expect(told.filter(({ k }) => k === "device")).toHaveLength(1);
    expect(told.map(({ t }) => t)).toEqual(told.map(({ t }) => t).sort((a, b) => a - b));
  });

  it("is told of by the time of the tape, though a device had been in its state for days", async () => {
    const { replay } = watched({
      play: async (player) => {
        const listener = player.connect(createEngine(hall));
        const status = { state: "online", since: morning - 200_000_000 } as const;
        listener.status({ device: "ceiling", kind: "camera", status });
        listener.advance(morning + 1_000);
        await player.turn();
      },
    });
    await replay.done;
    expect(replay.range()).toMatchObject({ from: morning, until: morning + 1_000 });
    expect(replay.state().devices).toMatchObject([{ device: "ceiling", status: { state: "online" } }]);
  });

  it("says that it is complete also when it cannot be held against its truth", async () => {
    const { replay } = watched({ truth: { ...truth, receipts: [null as never] } });
    const heard: WireItem[] = [];
    replay.subscribe((item) => heard.push(item));
    await expect(replay.done).rejects.toThrow();
    expect(heard.at(-1)).toMatchObject({ k: "tape", range: { complete: true } });
  });

  it("gives way to whoever waits for a moment", async () => {
    const order: string[] = [];
    let asked: Promise<unknown> | undefined;
    const { replay } = watched({
      scout,
      play: (player) =>
        play(player, (second) => {
          if (second === 2) asked = replay.moment(morning + 45_000).then(() => order.push("moment"));
          order.push(`second ${second}`);
        }),
    });
    await replay.done;
    await asked;
    expect(order.slice(0, 5)).toEqual(["second 0", "second 1", "second 2", "moment", "second 3"]);
  });

  it("tells how far it is four times a second, each mark once, and when it is done", async () => {
    const { options, there, release } = heldAt(40);
    const { replay, clock } = watched(options);
    const heard: WireItem[] = [];
    replay.subscribe((item) => heard.push(item));
    await there;
    clock.advanceTo(1_000);
    release();
    await replay.done;
    clock.advanceTo(60_000);
    expect(heard.every(({ k }) => k === "tape")).toBe(true);
    const tapes = heard as TapeItem[];
    expect(tapes.map(({ range }) => range.complete)).toEqual([false, false, false, false, true]);
    expect(tapes.flatMap(({ marks }) => marks)).toEqual(replay.marks());
    expect(replay.marks().length).toBeGreaterThan(0);
  });

  it("keeps what was read and says why when the reading fails", async () => {
    const { replay } = watched({
      play: (player) =>
        play(player, (second) => {
          if (second === 20) throw new RangeError("the disk is gone");
        }),
    });
    await expect(replay.done).rejects.toThrow("the disk is gone");
    expect(replay.range()).toMatchObject({ complete: true, until: morning + 19_900 });
    expect(replay.state().notes.map(({ text }) => text)).toEqual(["The reading ended early: the disk is gone"]);
    expect(read(await replay.chunk(1))?.items.at(-1)).toMatchObject({ k: "note" });
  });

  it("says why also when the reading fails before anything was read", async () => {
    const { replay } = watched({ play: () => Promise.reject(new RangeError("no such disk")) });
    await expect(replay.done).rejects.toThrow("no such disk");
    const chunk = read(await replay.moment(morning));
    expect(chunk?.items).toMatchObject([{ k: "note", text: "The reading ended early: no such disk" }]);
  });

  it("holds lines against the truth only when all was read", async () => {
    const { options, there, release } = heldAt(5);
    const { replay } = watched({ ...options, truth });
    await there;
    expect(replay.truth?.()).toEqual({ paths: [], interactions: [], receipts: [] });
    release();
    await replay.done;
    expect(replay.truth?.()).toEqual({ paths: [], interactions: [], receipts: [], judged: [], exactReceipts: 0 });
  });

  it("stops reading and tells nobody anything any more when it is closed", async () => {
    const { options, there, release } = heldAt(5);
    const { replay, clock } = watched({ ...options, truth });
    const heard: WireItem[] = [];
    replay.subscribe((item) => heard.push(item));
    await there;
    replay.close();
    release();
    await replay.done;
    clock.advanceTo(10_000);
    expect(heard).toEqual([]);
    expect(replay.range().until).toBeLessThan(morning + 6_000);
    expect(replay.truth?.()?.judged).toBeUndefined();
  });
});
