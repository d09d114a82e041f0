import { gunzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Chunk, emptyState, foldItem, type StoreState, type WireItem } from "../wire/index.ts";
import { createTape, type Tape } from "./tape.ts";

const t0 = 1_700_000_000_000;

async function read(tape: Tape, index: number): Promise<Chunk | undefined> {
  const bytes = await tape.chunk(index);
  return bytes === undefined ? undefined : (JSON.parse(gunzipSync(bytes).toString()) as Chunk);
}

const note = (t: number, text: string): WireItem => ({ k: "note", t, text });
const frame = (t: number): WireItem => ({ k: "frame", t, frame: { t, people: [] } });

const items: fc.Arbitrary<WireItem[]> = fc
  .array(
    fc.record({
      wait: fc.integer({ min: 0, max: 4_000 }),
      what: fc.constantFrom("note", "frame", "opened", "closed", "device", "tape"),
      session: fc.constantFrom("s1", "s2", "s3"),
    }),
    { maxLength: 60 },
  )
  .map((steps) => {
    let t = t0;
    return steps.map(({ wait, what, session }, index): WireItem => {
      t += wait;
      const event = { id: index + 1, at: t - 100, session };
      switch (what) {
        case "opened":
          return { k: "event", t, event: { ...event, type: "session.opened", credential: null, gate: null } };
        case "closed":
          return { k: "event", t, event: { ...event, type: "session.closed", reason: "left" } };
        case "device":
          return { k: "device", t, device: session, kind: "camera", status: { state: "online", since: t } };
        case "note":
          return note(t, `word ${index}`);
        case "tape":
          return { k: "tape", t, marks: [], range: { from: t, until: t, complete: false, chunkMs: 1, from0: t } };
        default:
          return frame(t);
      }
    });
  });

describe("a tape", () => {
  it("gives chunks that fold to what all items fold to, each beginning where the one before ended", async () => {
    await fc.assert(
      fc.asyncProperty(items, fc.integer({ min: 500, max: 20_000 }), async (all, chunkMs) => {
        const tape = createTape({ from: t0, chunkMs });
        for (const item of all) tape.add(item);
        const { until } = tape.range();
        let state: StoreState = emptyState;
        const said: WireItem[] = [];
        for (let index = 0; index <= tape.indexOf(until); index += 1) {
          const chunk = await read(tape, index);
          expect(chunk).toMatchObject({ index, from: t0 + index * chunkMs });
          expect(chunk?.state).toEqual(state);
          for (const item of chunk?.items ?? []) {
            expect(tape.indexOf(item.t)).toBe(index);
            state = foldItem(state, item);
            said.push(item);
          }
        }
        expect(said).toEqual(all.filter(({ k }) => k !== "tape"));
        expect(state).toEqual(all.reduce(foldItem, emptyState));
        expect(await tape.chunk(tape.indexOf(until) + 1)).toBeUndefined();
      }),
      { numRuns: 60 },
    );
  });

  it("shows in its newest chunk what was said so far, each time it is asked", async () => {
    const tape = createTape({ from: t0 });
    tape.add(note(t0 + 10, "one"));
    expect(await read(tape, 0)).toMatchObject({ until: t0 + 10, items: [{ text: "one" }] });
    tape.add(note(t0 + 20, "two"));
    expect((await read(tape, 0))?.items).toHaveLength(2);
    tape.advance(t0 + 500);
    expect((await read(tape, 0))?.until).toBe(t0 + 500);
  });

  it("drops its oldest chunks beyond its bytes and says where it begins now", async () => {
    const tape = createTape({ from: t0, maxBytes: 4_000 });
    for (let t = t0; t < t0 + 200_000; t += 1_000) tape.add(note(t, `text ${Math.sin(t)}`));
    await tape.settled();
    const { from, from0, until } = tape.range();
    expect(from0).toBe(t0);
    expect(from).toBeGreaterThan(t0);
    expect(from).toBeLessThan(until);
    expect(await tape.chunk(tape.indexOf(from) - 1)).toBeUndefined();
    expect((await read(tape, tape.indexOf(from)))?.from).toBe(from);
  });

  it("has a chunk for every ten seconds, also where nobody said anything", async () => {
    const tape = createTape({ from: t0 });
    tape.add(note(t0, "one"));
    tape.add(note(t0 + 35_000, "two"));
    const quiet = await read(tape, 2);
    expect(quiet).toMatchObject({ from: t0 + 20_000, until: t0 + 30_000, items: [] });
    expect(quiet?.state.notes).toEqual([{ t: t0, text: "one" }]);
  });

  it("keeps what was said before a machine slept for a day, and shows each chunk of that time", async () => {
    const tape = createTape({ from: t0, maxBytes: 4_000_000 });
    const random = fc.sample(fc.string({ minLength: 400, maxLength: 400 }), { numRuns: 20, seed: 1 });
    for (const text of random) tape.add(note(t0, text));
    tape.add(note(t0 + 86_400_000, "awake"));
    await tape.settled();
    expect(tape.range()).toMatchObject({ from: t0, from0: t0 });
    expect((await read(tape, 0))?.items).toHaveLength(20);
    const asleep = await read(tape, 4_000);
    expect(asleep).toMatchObject({ from: t0 + 40_000_000, until: t0 + 40_010_000, items: [] });
    expect(asleep?.state.notes).toHaveLength(20);
  });

  it.each([
    ["back by twelve seconds", -12_000],
    ["back by an hour", -3_600_000],
    ["ahead by a year", 365 * 86_400_000],
  ])("begins anew when the clock is set %s, and keeps the state", async (_, jump) => {
    const tape = createTape({ from: t0 });
    tape.add(note(t0 + 30_000, "before"));
    tape.add(note(t0 + 30_000 + jump, "after"));
    expect(tape.range()).toMatchObject({ from: t0 + 30_000 + jump, from0: t0 + 30_000 + jump });
    const chunk = await read(tape, 0);
    expect(chunk?.state.notes).toEqual([{ t: t0 + 30_000, text: "before" }]);
    expect(chunk?.items).toMatchObject([{ text: "after" }]);
  });

  it("takes nothing more once it is finished", async () => {
    const tape = createTape({ from: t0, end: t0 + 60_000 });
    expect(tape.range()).toMatchObject({ end: t0 + 60_000, complete: false });
    tape.finish(t0 + 60_000);
    tape.add(note(t0 + 61_000, "late"));
    expect(tape.range()).toMatchObject({ until: t0 + 60_000, complete: true });
    expect((await read(tape, 6))?.items).toEqual([]);
  });

  it.each([{ from: Number.NaN }, { from: 0, chunkMs: 0 }, { from: 0, maxBytes: -1 }])("refuses %j", (options) => {
    expect(() => createTape(options)).toThrow(expect.objectContaining({ code: "console-options-invalid" }));
  });
});
