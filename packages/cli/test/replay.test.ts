import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { main } from "../src/index.ts";
import { type FakeIo, fakeIo } from "../src/testing/fake-io.ts";
import { morning } from "../src/testing/samples.ts";
import { type TinySceneChanges, writeTinyScene } from "../src/testing/tiny-scene.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "aisle-replay-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

interface Replayed {
  readonly code: number;
  readonly io: FakeIo;
}

async function replay(changes: TinySceneChanges = {}, ...options: string[]): Promise<Replayed> {
  writeTinyScene(join(folder, "scene"), changes);
  const io = fakeIo({ cwd: folder });
  const code = await main(["replay", "scene", "--receipts", "r.json", "--events", "e.jsonl", ...options], io);
  expect(io.handlers).toBe(0);
  return { code, io };
}

const read = (name: string): string => readFileSync(join(folder, name), "utf8");
const receipts = (): Record<string, unknown>[] =>
  (JSON.parse(read("r.json")) as { receipts: Record<string, unknown>[] }).receipts;

/** Lets real time go by while somebody waits for it, at most 10 ms a turn of the event loop, until a command is done. */
async function timePasses(io: FakeIo, running: Promise<number>): Promise<number> {
  let done = false;
  const code = running.finally(() => {
    done = true;
  });
  while (!done) {
    await new Promise((resolve) => void setImmediate(resolve));
    const next = io.clock.nextTimerAt();
    if (next !== undefined) io.clock.advanceTo(Math.min(next, io.clock.now() + 10));
  }
  return code;
}

describe("aisle replay", () => {
  it("writes the receipt of the one shopper, and every store event on a line", async () => {
    const { code, io } = await replay();
    expect(io.stderr.text).toBe("");
    expect(code).toBe(0);
    expect(receipts()).toMatchObject([
      {
        credential: "MEMBER-1",
        items: [{ gtin: "2000000000015", quantity: 1, units: [{ review: false }] }],
      },
    ]);
    const events = read("e.jsonl")
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as { id: number; type: string });
    expect(events.map(({ id }) => id)).toEqual(events.map((_, index) => index + 1));
    expect(events.map(({ type }) => type)).toContain("receipt.issued");
    expect(io.stdout.text).toMatch(
      /^scene: 83 readings, 40\.0 s of store time \(.* × real time\), 1 receipts, 0 wrong lines\n$/,
    );
    expect(readdirSync(folder).sort()).toEqual(["e.jsonl", "r.json", "scene"]);
  });

  it("gives the same bytes every time and at any speed", async () => {
    await replay();
    const first = [read("r.json"), read("e.jsonl")];
    await replay();
    expect([read("r.json"), read("e.jsonl")]).toEqual(first);

    const io = fakeIo({ cwd: folder });
    const running = main(["replay", "scene", "--receipts", "r.json", "--events", "e.jsonl", "--speed", "20"], io);
    expect(await timePasses(io, running)).toBe(0);
    expect([read("r.json"), read("e.jsonl")]).toEqual(first);
    // 40 s of store time at 20 times real time.
    expect(io.clock.now()).toBeGreaterThanOrEqual(2_000);
    expect(io.clock.now()).toBeLessThan(2_500);
  });

  it("closes the store at the end, so that whoever is still inside gets a receipt too", async () => {
    const stays = (lines: string[]): string[] => lines.filter((line) => !line.includes('"out"'));
    await replay({ lines: stays });
    expect(receipts()).toMatchObject([{ credential: "MEMBER-1", items: [{ gtin: "2000000000015", quantity: 1 }] }]);
    expect(read("e.jsonl")).toContain('"reason":"store-closed"');
  });

  it("gives the summary as JSON, or none at all", async () => {
    const { io } = await replay({}, "--json");
    expect(JSON.parse(io.stdout.text)).toMatchObject({
      scene: "scene",
      readings: 83,
      receipts: 1,
      issues: 0,
      faults: 0,
    });
    expect((await replay({}, "--quiet")).io.stdout.text).toBe("");
    expect((await replay({}, "--quiet", "--json")).io.stdout.text).toBe("");
  });

  it("shows how far it is on a terminal, and takes that line away before anything else", async () => {
    writeTinyScene(join(folder, "scene"));
    const io = fakeIo({ cwd: folder, tty: true });
    await main(["replay", "scene", "--receipts", "r.json"], io);
    expect(io.stderr.text).toMatch(
      /^\r\u001b\[K08:00:\d\d store time, \d+ readings, .* × real time(.|\r)*\r\u001b\[K$/,
    );
  });
});

describe("aisle replay of a recording with wrong lines", () => {
  const spoil = (lines: string[]): string[] => {
    const wrong = [
      '{"rx":',
      `{"rx":${morning + 5_000},"device":"nobody","kind":"scan","t":${morning + 5_000},"symbology":"]Q1","data":"x"}`,
      `{"rx":${morning + 5_000},"device":"gate-1","kind":"passage","t":${morning + 5_000},"direction":"up"}`,
    ];
    return [...lines.slice(0, 9), ...wrong, ...lines.slice(9)];
  };

  it("tells each with file, line and what was expected, loses nothing after it, and ends well", async () => {
    const { code, io } = await replay({ lines: spoil });
    expect(code).toBe(0);
    expect(io.stderr.lines).toHaveLength(3);
    io.stderr.lines.forEach((line, index) => {
      expect(line).toContain(`readings.jsonl.gz:${10 + index}`);
      expect(line).toContain("expected");
    });
    expect(receipts()).toMatchObject([{ items: [{ gtin: "2000000000015", quantity: 1 }] }]);
    expect(io.stdout.text).toContain("83 readings");
    expect(io.stdout.text).toContain("3 wrong lines");
  });

  it("ends with code 2 when it is strict, after all was played and written", async () => {
    const { code } = await replay({ lines: spoil }, "--strict");
    expect(code).toBe(2);
    expect(receipts()).toHaveLength(1);
    expect((await replay({}, "--strict")).code).toBe(0);
  });

  it("tells twenty in full and counts the others", async () => {
    const { io } = await replay({ lines: (lines) => [...lines, ...Array.from({ length: 100 }, () => "{")] });
    expect(io.stderr.lines).toHaveLength(22);
    expect(io.stderr.lines.slice(20)).toEqual([
      "100 wrong lines in all; the first 20 are above. By problem:",
      "  100 × malformed-line",
    ]);
  });

  it("plays what is before the place where the file is cut", async () => {
    const { code, io } = await replay({ bytes: (bytes) => bytes.subarray(0, bytes.length - 40) }, "--strict");
    expect(code).toBe(2);
    expect(io.stderr.text).toContain("damaged-file");
    expect(receipts()).toHaveLength(1);
  });
});

describe("aisle replay that cannot be done", () => {
  const files = (): string[] => readdirSync(folder).sort();

  it("says what is missing and writes nothing", async () => {
    const io = fakeIo({ cwd: folder });
    expect(await main(["replay", "nothing", "--receipts", "r.json"], io)).toBe(2);
    expect(io.stderr.lines[0]).toContain(`No scene at ${join(folder, "nothing")}`);
    expect(io.stderr.text).toContain("to mend it:");
    expect(io.stderr.text).not.toContain("    at ");
    expect(files()).toEqual([]);
  });

  it("says where a store file is wrong", async () => {
    writeTinyScene(join(folder, "scene"));
    writeFileSync(join(folder, "scene", "store.json"), '{\n"format": "aisle-store/1",\n"flor": []\n}');
    const io = fakeIo({ cwd: folder });
    expect(await main(["replay", "scene", "--receipts", "r.json"], io)).toBe(2);
    expect(io.stderr.text).toContain("store.json:3 flor");
  });

  it("does not make folders, and leaves the file of a run before as it was", async () => {
    writeTinyScene(join(folder, "scene"));
    writeFileSync(join(folder, "r.json"), "before");
    const io = fakeIo({ cwd: folder });
    expect(await main(["replay", "scene", "--receipts", "r.json", "--events", "no/e.jsonl"], io)).toBe(2);
    expect(io.stderr.text).toContain("--events: there is no folder");
    expect(read("r.json")).toBe("before");
    expect(files()).toEqual(["r.json", "scene"]);
  });

  it("ends with 130 also when Ctrl-C comes while the scene is being opened", async () => {
    writeTinyScene(join(folder, "scene"));
    const io = fakeIo({ cwd: folder });
    const running = main(["replay", "scene", "--receipts", "r.json"], io);
    io.interrupt("SIGTERM");
    expect(await running).toBe(143);
    expect(files()).toEqual(["scene"]);
  });

  it("ends with 130 at Ctrl-C and leaves no file", async () => {
    writeTinyScene(join(folder, "scene"));
    const io = fakeIo({ cwd: folder });
    const running = main(["replay", "scene", "--receipts", "r.json", "--speed", "1"], io);
    void io.clock.schedule(10_000, () => io.interrupt("SIGINT"));
    expect(await timePasses(io, running)).toBe(130);
    expect(existsSync(join(folder, "r.json"))).toBe(false);
    expect(files()).toEqual(["scene"]);
    expect(io.handlers).toBe(0);
  });
});
