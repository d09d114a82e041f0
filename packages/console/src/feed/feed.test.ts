import type { DeviceStatus } from "@aisle/sdk";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Frame, WireItem } from "../wire/index.ts";
import { cart, detected, model, revised, StubEngine, sees, t0, weights } from "./corner-shop.fixture.ts";
import { createFeed, type Feed, type FeedOptions } from "./feed.ts";

interface Watched {
  readonly feed: Feed;
  readonly items: WireItem[];
  /** Time goes on to so many ms after the start, with weights as `grams` says. */
  run(to: number, grams?: (plate: number, t: number) => number): void;
}

function watched(options: Partial<FeedOptions> = {}): Watched {
  const engine = new StubEngine();
  const feed = createFeed({ model, engine, ...options });
  const items: WireItem[] = [];
  feed.onItem((item) => items.push(item));
  let ran = 0;
  return {
    feed,
    items,
    run(to, grams = () => 500) {
      for (; ran < to; ran += 100) {
        engine.now = t0 + ran;
        if (ran % 200 === 0) feed.reading(weights(t0 + ran - 200, grams));
        feed.reading(sees(t0 + ran));
        feed.advance(t0 + ran);
      }
    },
  };
}

const framesOf = (items: readonly WireItem[]): Frame[] =>
  items.flatMap((item) => (item.k === "frame" ? item.frame : []));
const texts = (feed: Feed, kind: string): string[] =>
  feed.marks().flatMap((mark) => (mark.kind === kind ? mark.text : []));
const offline: DeviceStatus = {
  ...{ state: "offline", since: t0 + 900, attempt: 1, nextRetryAt: t0 + 2_000 },
  reason: { code: "silent", message: "It said nothing for 2 s." },
};

describe("frames", () => {
  it("come ten a second and show people as they were 400 ms before", () => {
    const { items, run } = watched();
    run(1_000);
    const frames = framesOf(items);
    expect(frames.map(({ t }) => t - t0)).toEqual([0, 100, 200, 300, 400, 500, 600, 700, 800, 900]);
    expect(frames[6]).toMatchObject({
      at: t0 + 200,
      people: [{ id: 1, x: 0.3, y: 1.407, deviation: 0.07 }, { id: 2 }],
    });
  });

  it("carry what cameras saw in every second one, in whole pixels, and only when it is new", () => {
    const { items, feed, run } = watched();
    run(500);
    feed.advance(t0 + 800);
    const cameras = framesOf(items).map(({ cameras }) => cameras?.length ?? 0);
    expect(cameras).toEqual([1, 0, 1, 0, 1, 0, 0, 0, 0]);
    const sight = { camera: "cam-1", at: t0 + 400, boxes: [{ box: [10, 21, 30, 40] }] };
    expect(framesOf(items)[4]?.cameras).toEqual([sight]);
  });

  it("come before what was said after them, and after a long pause only the last one comes", () => {
    const { items, feed, run } = watched();
    run(100);
    feed.note("hello", t0 + 250);
    feed.advance(t0 + 3_600_000);
    expect(items.map(({ k, t }) => [k, t - t0])).toEqual([
      ["frame", 0],
      ["frame", 100],
      ["frame", 200],
      ["note", 250],
      ["frame", 3_600_000],
    ]);
  });
});

describe("evidence", () => {
  it("has the curves of the plate and two neighbours, who reached, and what was said", () => {
    const { feed, run } = watched();
    const grams = (plate: number, t: number): number => 500 - (plate === 1 && t >= t0 + 5_200 ? 40 : 0);
    run(6_000, grams);
    feed.event(detected(1, "s1"), t0 + 5_950);
    feed.event(cart(2, "s1", ["i1"]), t0 + 5_950);
    expect(feed.evidence("i1")).toMatchObject({ complete: false, t: t0 + 5_950 });
    run(10_000, grams);
    const evidence = feed.evidence("i1")!;
    expect(evidence.complete).toBe(true);
    expect(evidence.curves.map(({ plate }) => plate)).toEqual(["g1/p1", "g1/p0", "g1/p2"]);
    const { t, grams: curve } = evidence.curves[0]!;
    expect([t[0], t.at(-1)]).toEqual([t0 + 2_000, t0 + 8_400]);
    expect([curve[0], curve.at(-1)]).toEqual([500, 460]);
    expect(t.length).toBe(curve.length);
    expect(evidence.reach).toMatchObject([{ person: 1, session: "s1" }]);
    const nearest = evidence.reach[0]!.distance.indexOf(0);
    expect(evidence.reach[0]!.t[nearest]).toBe(t0 + 5_000);
    expect(evidence.reach[0]!.t.at(-1)).toBe(t0 + 6_900);
    expect(evidence.steps.map(({ kind }) => kind)).toEqual(["detected", "booked", "settled"]);
    expect(evidence.steps[0]?.text).toBe("1 × Oat Bar from g1/p1 (90 %), by s1 (80 %)");
  });

  it("tells what fusion explains of the line that rests on it, also when fusion has forgotten", () => {
    const candidate = { session: "s1", probability: 0.8, distance: 0.1, hand: true, logLikelihood: 2 };
    const alternative = { items: [{ gtin: "4000", count: -1 }], session: "s1", probability: 0.8 };
    const said = cart(2, "s1", ["i1"]);
    if (said.type !== "cart.changed") return expect.fail();
    const [line] = said.lines;
    const unit = { candidates: [candidate], alternatives: [alternative], revisions: [] };
    let known = true;
    const explain = (id: string) => {
      if (!known || id !== line?.id) return undefined;
      const { interaction } = detected(1, "s1") as Extract<
        ReturnType<typeof detected>,
        { type: "interaction.detected" }
      >;
      return { session: "s1", line, units: [{ ...unit, unit: line.units[0]!, interaction }] };
    };
    const engine = Object.assign(new StubEngine(), { explain });
    const { feed } = watched({ engine });
    feed.event(detected(1, "s1"), t0 + 5_900);
    expect(feed.evidence("i1")).not.toHaveProperty("explained");
    feed.event(said, t0 + 5_900);
    const explained = { candidates: [candidate], alternatives: [alternative] };
    expect(feed.evidence("i1")?.explained).toEqual(explained);
    const other = watched({ engine });
    other.feed.event(detected(1, "s1"), t0 + 5_900);
    const money = { enteredAt: t0, exitedAt: t0 + 6_000, currency: "EUR", total: 150, review: false };
    const receipt = { session: "s1", credential: null, lines: said.lines, ...money };
    other.feed.event({ id: 4, at: t0 + 7_000, type: "receipt.issued", receipt }, t0 + 7_000);
    known = false;
    expect(other.feed.evidence("i1")?.explained).toEqual(explained);
  });

  it("is complete without a shelf that fell silent", () => {
    const { feed, run } = watched();
    run(6_000);
    feed.event(detected(1, "s1"), t0 + 5_950);
    feed.advance(t0 + 8_500);
    expect(feed.evidence("i1")?.complete).toBe(false);
    feed.advance(t0 + 10_500);
    expect(feed.evidence("i1")?.complete).toBe(true);
  });

  it("keeps the newest when there is too much of it", () => {
    const { feed, run } = watched({ maxEvidence: 2 });
    run(6_000);
    for (const id of [1, 2, 3]) feed.event(detected(id, "s1"), t0 + 6_000);
    expect([1, 2, 3].map((id) => feed.evidence(`i${id}`) !== undefined)).toEqual([false, true, true]);
    const small = watched({ maxEvidenceBytes: 1 });
    small.run(6_000);
    for (const id of [1, 2]) small.feed.event(detected(id, "s1"), t0 + 6_000);
    expect([1, 2].map((id) => small.feed.evidence(`i${id}`) !== undefined)).toEqual([false, true]);
  });
});

it("counts what is said of an interaction in the bytes of its evidence", () => {
  const { feed } = watched({ maxEvidenceBytes: 15_000 });
  feed.event(detected(1, "s1"), t0 + 6_000);
  feed.event(detected(2, "s1"), t0 + 6_000);
  expect(feed.evidence("i1")).toBeDefined();
  for (let id = 3; id < 63; id += 1) feed.event(cart(id, `s${id % 2}`, ["i2"]), t0 + 6_000 + id);
  feed.event(detected(63, "s1"), t0 + 7_000);
  expect([1, 2, 63].map((id) => feed.evidence(`i${id}`) !== undefined)).toEqual([false, false, true]);
});

describe("marks", () => {
  it("tell a revision when fusion does, and evidence tells when the unit went to another session", () => {
    const { feed } = watched();
    feed.event(detected(1, "s1"), t0 + 5_900);
    feed.event(cart(2, "s1", ["i1"]), t0 + 5_900);
    feed.event(revised(5, 1, "s2"), t0 + 6_900);
    feed.event(cart(3, "s2", ["i1"]), t0 + 6_900);
    feed.event(cart(4, "s1", [], { cause: "i1" }), t0 + 6_900);
    const mark = { at: t0 + 6_800, t: t0 + 6_900, session: "s2", interaction: "i1" };
    expect(feed.marks().filter(({ kind }) => kind === "revision")).toEqual([
      { ...mark, kind: "revision", text: "now 1 × Oat Bar from g1/p1, by s2" },
    ]);
    const { interaction, steps } = feed.evidence("i1")!;
    expect(interaction.sessions).toEqual([{ session: "s2", probability: 0.8 }]);
    expect(steps[3]?.text).toBe("1 × Oat Bar from g1/p1, by s2 (90 %)");
    expect(steps.map(({ kind }) => kind)).toEqual(["detected", "booked", "settled", "revised", "moved", "settled"]);
  });

  it("tell no revision of their own when a unit is gone, whether or not a return explains it", () => {
    const { feed } = watched();
    feed.event(detected(1, "s1"), t0 + 5_900);
    feed.event(cart(2, "s1", ["i1", "i0"], { cause: "i1" }), t0 + 5_900);
    feed.event(detected(3, "s1", "return"), t0 + 6_900);
    feed.event(cart(4, "s1", ["i0"], { cause: "i3" }), t0 + 6_900);
    expect(texts(feed, "revision")).toEqual([]);
    expect(feed.evidence("i1")?.steps.at(-1)).toMatchObject({ kind: "taken-back", text: "1 × Oat Bar put back (i3)" });
    expect(feed.evidence("i3")?.steps.map(({ kind }) => kind)).toEqual(["detected", "booked"]);
    feed.event(cart(5, "s1", [], { cause: "i0" }), t0 + 7_900);
    expect(texts(feed, "revision")).toEqual([]);
  });

  it("are of what was decided, where something else was likelier taken by itself", () => {
    const { feed } = watched();
    feed.event(cart(1, "s1", ["i0"]), t0 + 5_000);
    const back = detected(2, "s1", "return");
    if (back.type !== "interaction.detected") return expect.fail();
    const { products } = back.interaction;
    const unsure = [{ items: [], probability: 0.5 }, ...products.map((each) => ({ ...each, probability: 0.4 }))];
    feed.event({ ...back, interaction: { ...back.interaction, products: unsure } }, t0 + 5_900);
    feed.event(cart(3, "s1", [], { cause: "i2" }), t0 + 5_900);
    expect(texts(feed, "return")).toEqual(["1 × Oat Bar back to g1/p1"]);
    expect(feed.evidence("i2")?.steps[0]?.text).toBe("1 × Oat Bar back to g1/p1 (40 %), by s1 (80 %)");
    expect(texts(feed, "revision")).toEqual([]);
  });

  it("tell once that a line is to be looked at, and again of its receipt", () => {
    const { feed } = watched();
    feed.event(cart(1, "s1", ["i1"]), t0 + 1);
    feed.event(cart(2, "s1", ["i1"], { review: true }), t0 + 2);
    feed.event(cart(3, "s1", ["i1"], { review: true }), t0 + 3);
    const times = { enteredAt: t0, exitedAt: t0 + 3, currency: "EUR", total: 0 };
    const receipt = { session: "s1", credential: null, lines: [], review: true, ...times };
    feed.event({ id: 4, at: t0 + 4, type: "receipt.issued", receipt }, t0 + 4);
    expect(feed.marks().map(({ kind, t }) => [kind, t - t0])).toEqual([
      ["review", 2],
      ["receipt", 4],
      ["review", 4],
    ]);
  });

  it("name the member of a session that opens and of its receipt, so that a search finds them", () => {
    const { feed } = watched();
    const credential = "MEMBER-1";
    feed.event({ id: 1, at: t0, type: "session.opened", session: "s1", credential, gate: "gate-1" }, t0);
    feed.event({ id: 2, at: t0, type: "session.opened", session: "s2", credential: null, gate: null }, t0);
    const times = { enteredAt: t0, exitedAt: t0 + 3, currency: "EUR", total: 0 };
    const receipt = { session: "s1", credential, lines: [], review: false, ...times };
    feed.event({ id: 3, at: t0 + 4, type: "receipt.issued", receipt }, t0 + 4);
    expect(texts(feed, "opened")).toEqual(["s1 (MEMBER-1) opened at gate-1", "s2 opened"]);
    expect(texts(feed, "receipt")).toEqual(["receipt of s1 (MEMBER-1): 0 pieces"]);
  });

  it("tell of a device that is lost or back, not of the first time it connects", () => {
    const { feed } = watched();
    const say = (status: DeviceStatus): void => feed.status({ device: "cam-1", kind: "camera", status });
    say({ state: "connecting", since: t0, attempt: 1 });
    say({ ...offline, since: t0 + 1 });
    say({ state: "online", since: t0 + 2 });
    expect(feed.marks()).toEqual([]);
    say(offline);
    say({ state: "connecting", since: t0 + 950, attempt: 2 });
    say({ state: "online", since: t0 + 960 });
    expect(texts(feed, "device")).toEqual(["cam-1 is offline: It said nothing for 2 s.", "cam-1 is back"]);
  });

  it("are the newest when there are too many", () => {
    const { feed } = watched({ maxMarks: 10 });
    const heard: string[] = [];
    feed.onMark(({ text }) => heard.push(text));
    for (let id = 1; id <= 30; id += 1) feed.event(detected(id, "s1"), t0 + id);
    expect(feed.marks().map(({ interaction }) => interaction)).toEqual(
      Array.from({ length: 10 }, (_, k) => `i${k + 21}`),
    );
    expect(heard).toHaveLength(30);
  });
});

it("says the same for the same inputs, byte for byte", () => {
  const steps = fc.array(
    fc.tuple(fc.constantFrom("run", "detected", "cart", "note"), fc.integer({ min: 1, max: 5 }), fc.boolean()),
    { maxLength: 25 },
  );
  fc.assert(
    fc.property(steps, (all) => {
      const told = [watched(), watched()].map(({ feed, items, run }) => {
        let ran = 0;
        for (const [index, [what, n, flag]] of all.entries()) {
          if (what === "run") run((ran += 700 * n), (plate, t) => 500 + ((t * n + plate) % 13));
          else if (what === "detected") feed.event(detected(index + 1, `s${n}`, flag ? "pick" : "return"), t0 + ran);
          else if (what === "cart") feed.event(cart(index + 1, `s${n}`, [`i${n}`], { review: flag }), t0 + ran);
          else feed.note(`note ${n}`, t0 + ran);
        }
        return JSON.stringify([items, feed.marks(), feed.state(), all.map((_, k) => feed.evidence(`i${k + 1}`))]);
      });
      expect(told[0]).toBe(told[1]);
    }),
    { numRuns: 20 },
  );
});
