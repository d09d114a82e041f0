import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { type Replay, watchReplay } from "@aisle/console";
import { createPlayback, createSimulation } from "@aisle/drivers-mock";
import { fuse } from "@aisle/fusion";
import { openHub, VirtualClock } from "@aisle/sdk";
import { recordHub } from "@aisle/sdk/recording";
import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { main } from "../index.ts";
import { isRecording } from "../record/index.ts";
import { type FakeIo, fakeIo } from "../testing/fake-io.ts";
import { writeTinyScene } from "../testing/tiny-scene.ts";
import { written } from "../testing/written.ts";
import { createIssueReport } from "./issue-report.ts";
import { recordingToWatch } from "./watched-recording.ts";
import { sceneToWatch } from "./watched-scene.ts";

const oneAisle = join(import.meta.dirname, "../../../../examples/scenes/one-aisle");

// The first time it is loaded takes longer than a test waits.
beforeAll(async () => {
  await import("./watch-scene.ts");
});

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "aisle-watch-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

interface Seen {
  readonly replay: Replay;
  readonly complaints: readonly string[];
}

/** Reads a scene or recording to its end, without a page. */
async function seen(path: string): Promise<Seen> {
  const complaints: string[] = [];
  const complain = (line: string): void => void complaints.push(line);
  const report = createIssueReport(complain);
  const watched = await (isRecording(path) ? recordingToWatch(path, report) : sceneToWatch(path, report, complain));
  const replay = watchReplay({ ...watched.options, clock: new VirtualClock(0) });
  await replay.done;
  await watched.close();
  return { replay, complaints };
}

/** The store events on a tape, one JSON object a line. */
async function eventsOf({ replay }: Seen): Promise<string> {
  let text = "";
  for (let index = 0; ; index += 1) {
    const bytes = await replay.chunk(index);
    if (bytes === undefined) return text;
    const { items } = JSON.parse(gunzipSync(bytes).toString()) as { items: { k: string; event?: unknown }[] };
    for (const { k, event } of items) if (k === "event") text += `${JSON.stringify(event)}\n`;
  }
}

async function replayed(path: string): Promise<string> {
  const events = join(folder, "events.jsonl");
  const words = ["replay", path, "--receipts", join(folder, "receipts.json"), "--events", events, "--quiet"];
  expect(await main(words, fakeIo())).toBe(0);
  return readFileSync(events, "utf8");
}

/** Some seconds of a simulated store, recorded. */
async function record(path: string): Promise<void> {
  const startsAt = Date.UTC(2026, 0, 5, 9);
  const source = createSimulation({ seed: 3, startsAt, until: startsAt + 25_000, shoppersPerMinute: 40 });
  const clock = new VirtualClock(startsAt);
  const { run, ...parts } = createPlayback({ source, clock });
  await using hub = await openHub({ ...parts, clock });
  const recorder = recordHub(hub, { folder: path, store: source.store, clock });
  using fusion = fuse(hub, source.store, { clock, onClock: recorder.onClock });
  await run({ pace: "max" });
  fusion.closeStore();
  await recorder.close();
}

describe("a scene that is watched", () => {
  it("has on its tape exactly the events that replay writes", async () => {
    const scene = await seen(oneAisle);
    const events = await eventsOf(scene);
    expect(events).toContain("receipt.issued");
    expect(events).toBe(await replayed(oneAisle));
    expect(scene.complaints).toEqual([]);
  });

  it("has evidence of its every interaction, and every line held against its truth", async () => {
    const { replay } = await seen(oneAisle);
    const interactions = replay.marks().flatMap(({ interaction }) => interaction ?? []);
    expect(interactions.length).toBeGreaterThan(5);
    for (const id of interactions) expect(replay.evidence(id)).toMatchObject({ complete: true });
    const judged = replay.truth?.()?.judged ?? [];
    const truth = JSON.parse(readFileSync(join(oneAisle, "truth.json"), "utf8")) as {
      receipts: { items: { quantity: number }[] }[];
    };
    const taken = truth.receipts.flatMap(({ items }) => items).reduce((sum, { quantity }) => sum + quantity, 0);
    const told = judged.filter(({ verdict }) => verdict === "right" || verdict === "missed");
    expect(told.reduce((sum, { quantity }) => sum + quantity, 0)).toBe(taken);
  });

  it("shows at its end the devices as the store had them, not as the replay let go of them", async () => {
    const { replay } = await seen(oneAisle);
    const states = replay.state().devices.map(({ status }) => status.state);
    expect(states.length).toBeGreaterThan(0);
    expect(new Set(states)).toEqual(new Set(["online"]));
  });

  it("says what is wrong with a truth, and goes on without", async () => {
    for (const name of ["store.json", "readings.jsonl.gz"]) copyFileSync(join(oneAisle, name), join(folder, name));
    writeFileSync(join(folder, "truth.json"), '{"t0":0,"paths":{},"receipts":7,"interactions":[]}');
    const { replay, complaints } = await seen(folder);
    expect(complaints).toEqual([expect.stringContaining("receipts: expected a list")]);
    expect(replay.truth?.()).toBeUndefined();
    expect(replay.range().complete).toBe(true);
  });
});

describe("a recording that is watched", () => {
  it("has on its tape exactly the events that replay writes", async () => {
    await record(folder);
    const recording = await seen(folder);
    const events = await eventsOf(recording);
    expect(events).toContain("receipt.issued");
    expect(events).toBe(await replayed(folder));
    expect(recording.replay.state().devices.length).toBeGreaterThan(0);
  });
});

describe("aisle replay --watch", () => {
  async function watching(words: readonly string[], look: (io: FakeIo) => Promise<void>): Promise<FakeIo> {
    const io = fakeIo({ cwd: folder });
    const ended = main(["replay", ...words, "--watch", "--page", "0"], io);
    await written(io, "wrong lines", ended);
    try {
      await look(io);
    } finally {
      io.interrupt("SIGINT");
    }
    expect(await ended).toBe(0);
    return io;
  }

  it("tells its address first, then that all was read, and ends well with Ctrl-C", async () => {
    writeTinyScene(join(folder, "tiny"));
    let moment: unknown;
    const io = await watching(["tiny"], async ({ stdout }) => {
      const url = /^Page: (\S+)$/m.exec(stdout.lines[0] ?? "")?.[1] ?? "";
      const { at } = (await (await fetch(new URL("api/v1/hello", url))).json()) as { at: number };
      moment = await (await fetch(new URL(`api/v1/moment?t=${at}`, url))).json();
    });
    expect(io.stdout.lines).toHaveLength(2);
    expect(io.stdout.lines[1]).toMatch(/^tiny: \d+ readings, \d+\.\d s of store time, 0 wrong lines; Ctrl-C ends$/);
    expect(moment).toMatchObject({ state: { receiptCount: 1 } });
    expect(io.stderr.text).toBe("");
    expect(io.handlers).toBe(0);
  });

  it("tells wrong lines in the terminal and on the page", async () => {
    writeTinyScene(join(folder, "tiny"), { lines: (lines) => [...lines.slice(0, 5), "{oops", ...lines.slice(5)] });
    const notes: string[] = [];
    const io = await watching(["tiny"], async ({ stdout }) => {
      const url = /^Page: (\S+)$/m.exec(stdout.lines[0] ?? "")?.[1] ?? "";
      const { at } = (await (await fetch(new URL("api/v1/hello", url))).json()) as { at: number };
      const chunk = (await (await fetch(new URL(`api/v1/moment?t=${at}`, url))).json()) as {
        state: { notes: { text: string }[] };
      };
      notes.push(...chunk.state.notes.map(({ text }) => text));
    });
    expect(io.stderr.text).toContain("malformed-line");
    expect(io.stderr.lines).toHaveLength(1);
    expect(notes).toEqual(io.stderr.lines);
    expect(io.stdout.lines[1]).toContain("1 wrong lines");
  });

  it("ends well with Ctrl-C while it is still being read, and says nothing of an end", async () => {
    const io = fakeIo({ cwd: folder });
    const ended = main(["replay", oneAisle, "--watch", "--page", "0"], io);
    await written(io, "Page: ", ended);
    io.interrupt("SIGINT");
    expect(await ended).toBe(0);
    expect(io.stdout.lines).toHaveLength(1);
    expect(io.stderr.text).toBe("");
    expect(io.handlers).toBe(0);
  });

  it("refuses what is no scene, before there is a page", async () => {
    const io = fakeIo({ cwd: folder });
    expect(await main(["replay", "nowhere", "--watch"], io)).toBe(2);
    expect(io.stdout.text).toBe("");
    expect(io.stderr.text).toContain("nowhere");
    expect(io.handlers).toBe(0);
  });
});
