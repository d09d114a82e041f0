import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { concatMap, defer, map, share, tap } from "rxjs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import {
  ask,
  type Context,
  goodOpen,
  parse,
  type Shelf,
  shelfDriver,
  shelfFixture,
  toWeights,
  weightLines,
} from "../../../test/conformance-driver.ts";
import { checkConformance, runCheck, subjectOf } from "./check-conformance.ts";
import { checks } from "./checks/index.ts";
import { describeReport, reaches } from "./report.ts";

let folder = "";
const file = (name: string): string => join(folder, name);
const manifest = (driver: object): string =>
  JSON.stringify({ name: "x", version: "1.0.0", aisle: { manifest: 1, sdk: "0.x", drivers: [driver] } });

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "aisle-conformance-"));
  await writeFile(file("package.json"), manifest({ id: "acme-shelf", kind: "weight-shelf", transport: "tcp" }));
  await writeFile(file("other.json"), manifest({ id: "acme-shelf", kind: "weight-shelf", transport: "serial" }));
  await writeFile(file("README.md"), "`acme-shelf` takes `every`.");
  await writeFile(file("empty.md"), "acme-shelf");
  const hex = Buffer.from("W 5 6\n").toString("hex");
  const lines = (grams: string): string =>
    [
      '{"aisle-capture":1,"transport":"tcp"}',
      '{"t":0,"open":true}',
      '{"t":0,"out":"3f0a"}',
      '{"t":3,"in":"210a"}',
      `{"t":900,"in":"${hex}"}`,
      `{"t":900,"reading":{"type":"weights","data":{"dt":0,"grams":{"$array":"Float32Array","base64":"${grams}"},"plates":2,"samples":1}}}`,
      "",
    ].join("\n");
  const bytes = (...grams: number[]): string => Buffer.from(Float32Array.from(grams).buffer).toString("base64");
  await writeFile(file("capture.jsonl"), lines(bytes(5, 6)));
  await writeFile(file("other.jsonl"), lines(bytes(5, 7)));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const fixture = () => ({
  ...shelfFixture,
  manifest: file("package.json"),
  docs: file("README.md"),
  capture: file("capture.jsonl"),
});

it("a driver that does everything right is gold", async () => {
  const report = await checkConformance(shelfDriver(), fixture());
  expect(report.checks.filter(({ outcome }) => outcome !== "passed")).toEqual([]);
  expect(describeReport(report)).toBe("acme-shelf: gold");
  expect(reaches(report, "silver")).toBe(true);
}, 60_000);

it("what is missing for the next level is said, and only that", async () => {
  const { docs, ...without } = fixture();
  expect(docs).toBeDefined();
  const report = await checkConformance(shelfDriver(), { ...without, manifest: file("other.json") });
  expect(report.level).toBe("none");
  expect(describeReport(report)).toBe(
    "acme-shelf: no level yet\n  missing for bronze:\n  - manifest: its transport is serial in the manifest and tcp in the code",
  );
}, 60_000);

type Bad = readonly [check: string, why: string, open: (context: Context) => Shelf | Promise<Shelf>];
const lost: NodeJS.Timeout[] = [];
const seen: unknown[] = [];
let opened = 0;
const one = Float32Array.of(0, 0);

const bad: readonly Bad[] = [
  [
    "open-close",
    "a timer was left",
    (context) => {
      context.clock.schedule(3_600_000, () => undefined);
      return goodOpen(context);
    },
  ],
  [
    "open-close",
    "more of Timeout are open",
    (context) => {
      lost.push(setInterval(() => undefined, 60_000));
      return goodOpen(context);
    },
  ],
  [
    "open-close",
    "listeners were left",
    (context) => {
      context.transport.bytes$.subscribe();
      return goodOpen(context);
    },
  ],
  [
    "abort-while-connecting",
    "let go",
    async (context) => {
      await context.transport.write(Buffer.from("?\n"));
      return goodOpen(context);
    },
  ],
  [
    "typed-readings",
    "face",
    (context) => ({
      ...goodOpen(context),
      readings: parse(context.transport.bytes$).pipe(
        weightLines,
        map((line) => ({ type: "weights", data: { ...toWeights(line).data, face: 1 } as never })),
      ),
    }),
  ],
  [
    "immutable-readings",
    "changed after",
    (context) => ({
      ...goodOpen(context),
      readings: parse(context.transport.bytes$).pipe(
        weightLines,
        map((line) => {
          one[0] = Number(line.split(" ")[1]);
          return { type: "weights", data: { grams: one, samples: 1, plates: 2, dt: 0 } };
        }),
      ),
    }),
  ],
  [
    "unplug-replug",
    "not online again",
    (context) => {
      opened += 1;
      if (opened > 1) throw new Error("opened twice");
      return goodOpen(context);
    },
  ],
  ["half-open", "still online", (context) => ({ ...goodOpen(context), probe: () => Promise.resolve() })],
  [
    "log-lines",
    "expected one line when it came back, got 2",
    (context) => {
      context.log.info("hello");
      return goodOpen(context);
    },
  ],
  [
    "split-and-merged",
    "cut after byte",
    (context) => ({
      ...goodOpen(context),
      readings: context.transport.bytes$.pipe(
        concatMap((bytes) => Buffer.from(bytes).toString().trim().split("\n")),
        weightLines,
        map(toWeights),
      ),
    }),
  ],
  [
    "garbage",
    "after garbage",
    (context) => {
      const good = goodOpen(context);
      return {
        ...good,
        readings: parse(context.transport.bytes$).pipe(
          map((line) => {
            if (/^[W!O]/.test(line)) return line;
            throw new RangeError("noise");
          }),
          weightLines,
          map(toWeights),
        ),
      };
    },
  ],
  [
    "virtual-day",
    "something is kept of each",
    (context) => {
      const good = goodOpen(context);
      return { ...good, readings: good.readings.pipe(tap((reading) => seen.push(reading))) };
    },
  ],
  [
    "faults",
    "nobody knows the meaning",
    (context) => {
      const good = goodOpen(context);
      return {
        ...good,
        readings: parse(context.transport.bytes$).pipe(
          tap((line) => {
            if (line.length > 12) throw new Error("unexpected");
          }),
          weightLines,
          map(toWeights),
        ),
      };
    },
  ],
  [
    "commands",
    "after one without an answer",
    (context) => {
      // One at a time, and the next waits for one that never ends.
      const lines$ = parse(context.transport.bytes$).pipe(share());
      let busy: Promise<unknown> = Promise.resolve();
      const tare = (): Promise<undefined> => {
        const done = busy.then(() => ask(lines$, context, "Z", new AbortController().signal)).then(() => undefined);
        busy = done;
        return done;
      };
      return { ...goodOpen(context), readings: lines$.pipe(weightLines, map(toWeights)), commands: { tare } };
    },
  ],
];

describe("a driver that does one thing wrong", () => {
  it.each(bad)(
    "fails %s: %s",
    async (id, why, open) => {
      opened = 0;
      const check = checks.find((each) => each.id === id)!;
      const liveness = id === "abort-while-connecting" ? ("unwatched" as const) : undefined;
      const driver = shelfDriver((context) => open(context), liveness);
      const result = await runCheck(check, subjectOf(driver, fixture()));
      expect(result).toMatchObject({ outcome: "failed", detail: expect.stringContaining(why) });
      for (const timer of lost.splice(0)) clearInterval(timer);
      seen.length = 0;
    },
    60_000,
  );

  it("fails settings: keys that it does not know are taken", async () => {
    const loose = z.object({ every: z.number().default(2_000) });
    const report = await runCheck(
      checks.find(({ id }) => id === "settings")!,
      subjectOf(shelfDriver(goodOpen, undefined, { settings: loose }), fixture()),
    );
    expect(report.detail).toContain("z.strictObject");
  });

  it("fails half-open when nobody watches a tcp connection", async () => {
    const check = checks.find(({ id }) => id === "half-open")!;
    const result = await runCheck(check, subjectOf(shelfDriver(goodOpen, "unwatched"), fixture()));
    expect(result).toMatchObject({ outcome: "failed", detail: expect.stringContaining("give it a probe") });
  });

  it.each([
    ["capture", { capture: "other.jsonl" }, "reading 1 of 1"],
    ["capture", { capture: "README.md" }, "Line 1 of the capture is not valid"],
    ["capture", { capture: "nowhere" }, "cannot be read"],
    ["docs", { docs: "empty.md" }, "does not explain `every`"],
  ])("fails %s with %j", async (id, files, why) => {
    const [[key, name]] = Object.entries(files) as [[string, string]];
    const result = await runCheck(
      checks.find((each) => each.id === id)!,
      subjectOf(shelfDriver(), { ...fixture(), [key]: file(name) }),
    );
    expect(result).toMatchObject({ outcome: "failed", detail: expect.stringContaining(why) });
  });

  it.each([
    [
      "whose stream ends",
      "its stream ended",
      map((): never => {
        throw new RangeError("x");
      }),
    ],
    ["that depends on the cuts", "cut another", map((bytes: Uint8Array) => bytes.length)],
  ])("fails parser-properties with a parser %s", async (_, why, parser) => {
    const result = await runCheck(
      checks.find(({ id }) => id === "parser-properties")!,
      subjectOf(shelfDriver(), { ...fixture(), parser: (bytes$) => defer(() => bytes$.pipe(parser)) }),
    );
    expect(result).toMatchObject({ outcome: "failed", detail: expect.stringContaining(why) });
  });
});
