import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import {
  createPlayback,
  createSimulation,
  type ReadingSource,
  recordingSource,
  replayInputs,
} from "@aisle/drivers-mock";
import { createEngine, fuse, type StoreEvent } from "@aisle/fusion";
import { openHub, type Reading, VirtualClock } from "@aisle/sdk";
import { openRecording, type RecordedInput, type RecordOptions, recordHub } from "@aisle/sdk/recording";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { main } from "../src/index.ts";
import { fakeIo } from "../src/testing/fake-io.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "aisle-recording-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const startsAt = Date.UTC(2026, 0, 5, 9);
const simulation = (seconds: number): ReadingSource =>
  createSimulation({ seed: 3, startsAt, until: startsAt + seconds * 1000, shoppersPerMinute: 40 });

interface Lived {
  readonly events: readonly StoreEvent[];
  readonly readings: readonly Reading[];
  readonly statuses: readonly unknown[];
}

/** Plays a source through a hub and fusion, and records it where a folder is given. */
async function live(source: ReadingSource, record?: Partial<RecordOptions>): Promise<Lived> {
  const clock = new VirtualClock(source.startsAt);
  const { run, ...parts } = createPlayback({ source, clock });
  await using hub = await openHub({ ...parts, clock });
  const recorder = record && recordHub(hub, { folder, store: source.store, clock, ...record });
  using fusion = fuse(hub, source.store, { clock, ...(recorder && { onClock: recorder.onClock }) });
  const events: StoreEvent[] = [];
  const readings: Reading[] = [];
  const statuses: unknown[] = [];
  fusion.events$.subscribe((event) => events.push(event));
  hub.readings$.subscribe((reading) => readings.push(reading));
  hub.statuses$.subscribe((status) => statuses.push(status));
  const { dropped } = await run({ pace: "max" });
  expect(dropped).toBe(0);
  fusion.closeStore();
  await recorder?.close();
  expect(recorder?.status.dropped ?? 0).toBe(0);
  return { events, readings, statuses };
}

/** Every bit of them but the sign of a zero, which JSON does not write. */
function exact(readings: readonly unknown[]): readonly string[] {
  return readings.map((reading) =>
    JSON.stringify(reading, (_, value: unknown) =>
      value instanceof Float32Array
        ? Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString("hex")
        : value,
    ),
  );
}

describe("a recording of a living store", () => {
  it("gives the same readings and byte-identical store events when it is played through a hub", async () => {
    const lived = await live(simulation(40), {});
    const played = await live(recordingSource(await openRecording(folder)));
    expect(played.readings.length).toBeGreaterThan(1_000);
    expect(exact(played.readings)).toEqual(exact(lived.readings));
    expect(lived.events.map(({ type }) => type)).toContain("receipt.issued");
    expect(JSON.stringify(played.events)).toBe(JSON.stringify(lived.events));
  });

  it("gives byte-identical store events to an engine that is told its inputs, over many files", async () => {
    const lived = await live(simulation(40), { maxBytes: 1024 * 1024 });
    expect(readdirSync(folder).length).toBeGreaterThan(2);
    const recording = await openRecording(folder);
    const engine = createEngine(recording.store!);
    const events: StoreEvent[] = [];
    const inputs: RecordedInput[] = [];
    const { closed } = await replayInputs(
      recording,
      (input) => {
        inputs.push(input);
        events.push(...engine.observe(input));
      },
      { pace: "max" },
    );
    expect(closed).toBe(true);
    expect(exact(inputs.filter((input) => "seq" in input))).toEqual(exact(lived.readings));
    expect(JSON.stringify(events)).toBe(JSON.stringify(lived.events));
  });
});

/** The store events among lines of JSON; what is beside them has no id. A line that was cut does not count. */
function eventsIn(text: string): readonly string[] {
  const whole = text.slice(0, text.lastIndexOf("\n") + 1);
  return whole.split("\n").filter((line) => line.startsWith('{"id":'));
}

/** The store events that follow from what was recorded, before any closing at its end. */
async function eventsOf(path: string): Promise<{ readonly events: readonly string[]; readonly cut: boolean }> {
  let cut = false;
  const recording = await openRecording(path, {
    onIssue: ({ problem }) => {
      cut ||= problem === "cut-file";
    },
  });
  const engine = createEngine(recording.store!);
  const events: string[] = [];
  for await (const batch of recording.inputs()) {
    for (const input of batch) events.push(...engine.observe(input).map((event) => JSON.stringify(event)));
  }
  return { events, cut };
}

const forAWhile = ["--for", "30", "--speed", "max", "--json"];

describe("aisle run --record", () => {
  it("writes what aisle replay gives the same store events for", async () => {
    const io = fakeIo({ cwd: folder });
    expect(
      await main(["run", "--for", "30", "--speed", "max", "--json", "--seed", "2", "--record", "rec"], io),
    ).not.toBe(2);
    expect(io.stderr.text).toBe("");
    const lived = eventsIn(io.stdout.text);
    expect(lived.length).toBeGreaterThan(20);
    expect(await main(["replay", "rec", "--receipts", "r.json", "--events", "e.jsonl", "--strict"], io)).toBe(0);
    const replayed = readFileSync(join(folder, "e.jsonl"), "utf8").trimEnd().split("\n");
    expect(replayed.slice(0, lived.length)).toEqual(lived);
    // Whoever was still inside gets a receipt, as at the end of any replay.
    expect(replayed.slice(lived.length).join()).toContain("store-closed");
    expect(io.stdout.text).toMatch(/rec: \d+ readings, 30\.\d s of store time .*, 0 wrong lines\n$/);
  });

  it("leaves no credential in the recording with --redact, and the bills are the same but for the names", async () => {
    const io = fakeIo({ cwd: folder });
    await main(["run", "--for", "20", "--speed", "max", "--json", "--record", "rec", "--redact"], io);
    const [file] = readdirSync(join(folder, "rec"));
    expect(io.stdout.text).toContain("MEMBER-");
    expect(readFileSync(join(folder, "rec", file!)).includes("MEMBER-")).toBe(false);
    const hidden = (lines: readonly string[]): readonly string[] =>
      lines.map((line) => line.replaceAll(/"(MEMBER-\d+|P-[0-9a-f]{24})"/g, '"somebody"'));
    const lived = eventsIn(io.stdout.text);
    const { events } = await eventsOf(join(folder, "rec"));
    expect(hidden(events)).toEqual(hidden(lived));
  });

  it.each([[[]], [["--redact"]]])("keeps who works there, so that a replay bills nobody else (%s)", async (words) => {
    const io = fakeIo({ cwd: folder });
    const simulation = { seed: 3, shoppersPerMinute: 40 };
    writeFileSync(join(folder, "store.json"), JSON.stringify({ simulation, staff: ["MEMBER-*"] }));
    await main(["run", "store.json", "--in-process", ...forAWhile, "--record", "rec", ...words], io);
    const lived = eventsIn(io.stdout.text);
    expect(lived.join()).toContain('"staff":true');
    expect(await main(["replay", "rec", "--receipts", "r.json", "--events", "e.jsonl"], io)).toBe(0);
    const replayed = readFileSync(join(folder, "e.jsonl"), "utf8").trimEnd().split("\n");
    const staffOf = (lines: readonly string[]): number => lines.filter((line) => line.includes('"staff":true')).length;
    expect(staffOf(replayed.slice(0, lived.length))).toBe(staffOf(lived));
    expect(replayed.filter((line) => line.includes("receipt.issued") && !line.includes('"credential":null'))).toEqual(
      [],
    );
  });

  it("says what is wrong with the folder or the words before anything is opened", async () => {
    const io = fakeIo({ cwd: folder });
    expect(await main(["run", "--redact"], io)).toBe(2);
    expect(await main(["run", "--record", process.execPath], io)).toBe(2);
    expect(io.stderr.text).toContain("--record: nothing can be written");
    expect(io.stdout.text).toBe("");
  });

  it.skipIf(process.platform === "win32")("can be replayed up to its last half second after a kill", async () => {
    const rec = join(folder, "rec");
    const words = ["run", "--speed", "20", "--json", "--record", rec];
    const child = spawn(process.execPath, ["--conditions=aisle-source", "--import", "tsx", "src/main.ts", ...words], {
      cwd: resolve(import.meta.dirname, ".."),
    });
    let text = "";
    child.stdout.setEncoding("utf8").on("data", (piece: string) => {
      text += piece;
      const [file] = existsSync(rec) ? readdirSync(rec) : [];
      const size = file === undefined ? 0 : statSync(join(rec, file)).size;
      if (size > 200_000 && eventsIn(text).length > 5) child.kill("SIGKILL");
    });
    await once(child, "close");
    const { events, cut } = await eventsOf(rec);
    const lived = eventsIn(text);
    const both = Math.min(events.length, lived.length);
    expect(both).toBeGreaterThan(3);
    expect(events.slice(0, both)).toEqual(lived.slice(0, both));
    expect(cut).toBe(true);
    const io = fakeIo({ cwd: folder });
    expect(await main(["replay", "rec", "--receipts", "r.json"], io)).toBe(0);
    expect(io.stderr.text).toContain("cut-file");
  });
});
