import { gunzipSync } from "node:zlib";
import type { StoreEvent } from "@aisle/fusion";
import { AisleError, type CommandOutcome, type DeviceStatusChange, type Reading, VirtualClock } from "@aisle/sdk";
import { Subject } from "rxjs";
import { describe, expect, it } from "vitest";
import type { ConsoleSource } from "../console-source.ts";
import { detected, model, StubEngine, t0, weights } from "../feed/corner-shop.fixture.ts";
import type { Chunk, WireItem } from "../wire/index.ts";
import { type WatchedFusion, type WatchedHub, type WatchHubOptions, watchHub } from "./watch-hub.ts";

interface Store {
  readonly clock: VirtualClock;
  readonly engine: StubEngine;
  readonly readings$: Subject<Reading>;
  readonly statuses$: Subject<DeviceStatusChange>;
  readonly events$: Subject<StoreEvent>;
  readonly source: ConsoleSource;
  readonly items: WireItem[];
  readonly errors: string[];
  readonly sent: unknown[];
}

function store(options: Partial<WatchHubOptions> = {}): Store {
  const clock = new VirtualClock(t0);
  const engine = new StubEngine();
  const readings$ = new Subject<Reading>();
  const statuses$ = new Subject<DeviceStatusChange>();
  const events$ = new Subject<StoreEvent>();
  const errors: string[] = [];
  const sent: unknown[] = [];
  const outcomes: Readonly<Record<string, CommandOutcome<unknown>>> = {
    admit: { outcome: "done", output: undefined },
    lock: {
      outcome: "unknown",
      error: new AisleError("device-lost", "It was lost.", { category: "device", remedy: "Look at the gate." }),
    },
  };
  const commands = Object.fromEntries(
    Object.entries(outcomes).map(([name, outcome]) => [
      name,
      (input: unknown, options: unknown) => {
        sent.push([name, input, options]);
        return Promise.resolve(outcome);
      },
    ]),
  );
  const gate = { id: "gate-1", kind: "turnstile", status: { state: "online", since: t0 - 5_000 }, commands };
  const hub = {
    ...{ readings$, statuses$ },
    devices: new Map([["gate-1", gate]]),
    health: () => ({ devices: [{ device: "gate-1" }] }),
    setInService: (id: string) => void sent.push(["in", id]),
    setOutOfService: (id: string, reason?: string) => Promise.resolve(void sent.push(["out", id, reason])),
  } as unknown as WatchedHub;
  const fusion = { events$, engine } as unknown as WatchedFusion;
  const log = { debug: () => {}, info: () => {}, warn: () => {}, error: (text: string) => void errors.push(text) };
  const source = watchHub({ hub, fusion, model, clock, log, ...options });
  const items: WireItem[] = [];
  source.subscribe((item) => items.push(item));
  return { clock, engine, readings$, statuses$, events$, source, items, errors, sent };
}

const offline: DeviceStatusChange = {
  ...{ device: "gate-1", kind: "turnstile" },
  status: {
    ...{ state: "offline", since: t0 + 2_000, attempt: 1, nextRetryAt: t0 + 3_000 },
    reason: { code: "silent", message: "It said nothing." },
  },
};

describe("watching a hub", () => {
  it("samples frames by the clock, and says once a second how far the tape goes and how the devices do", () => {
    const { clock, items, events$ } = store();
    clock.advanceTo(t0 + 1_950);
    events$.next(detected(1, "s1"));
    clock.advanceTo(t0 + 3_000);
    const count = (kind: string): number => items.filter(({ k }) => k === kind).length;
    expect([count("frame"), count("tape"), count("health"), count("event")]).toEqual([30, 3, 3, 1]);
    const tapes = items.flatMap((item) => (item.k === "tape" ? [item.marks.map(({ kind }) => kind)] : []));
    expect(tapes.flat()).toEqual(["pick"]);
  });

  it("tells every mark, though more come at once than one item tells", () => {
    const { clock, items, events$ } = store();
    for (let id = 1; id <= 2_500; id += 1) events$.next(detected(id, "s1"));
    clock.advanceTo(t0 + 4_000);
    const told = items.flatMap((item) => (item.k === "tape" ? [item.marks.length] : []));
    expect(told.slice(0, 4)).toEqual([1_000, 1_000, 500, 0]);
  });

  it("knows how the devices did before it began, and marks one that is lost after", () => {
    const { source, statuses$ } = store();
    expect(source.state().devices).toMatchObject([{ device: "gate-1", status: { state: "online" } }]);
    statuses$.next(offline);
    expect(source.marks()).toMatchObject([{ kind: "device", device: "gate-1" }]);
  });

  it("gives the chunk that holds a moment, of a client whose clock is ahead too", async () => {
    const { clock, source, events$ } = store();
    clock.advanceTo(t0 + 12_000);
    events$.next(detected(1, "s1"));
    const at = async (t: number): Promise<Chunk | undefined> => {
      const chunk = await source.moment(t);
      return chunk instanceof Uint8Array ? (JSON.parse(gunzipSync(chunk).toString()) as Chunk) : chunk;
    };
    expect(await at(t0 + 5_000)).toMatchObject({ index: 0, from: t0 });
    expect(await at(t0 + 12_500)).toMatchObject({ index: 1, until: t0 + 12_000 });
    expect(await at(t0 - 1)).toBeUndefined();
    expect(await at(t0 + 60_000)).toBeUndefined();
  });

  it("gives evidence and the statistics of plates", () => {
    const { clock, engine, source, readings$, events$ } = store();
    for (let t = 0; t < 9_000; t += 200) {
      clock.advanceTo(t0 + t);
      engine.now = t0 + t;
      readings$.next(weights(t0 + t, (plate) => 100 * plate + (t % 3)));
      if (t === 6_000) events$.next(detected(1, "s1"));
    }
    clock.advanceTo(t0 + 9_100);
    expect(source.evidence("i1")?.complete).toBe(true);
    expect(source.plates?.("g1")?.map(({ grams }) => Math.round((grams ?? NaN) / 100))).toEqual([0, 1, 2, 3]);
    expect(source.plates?.("g9")).toBeUndefined();
  });

  it("harms nobody when it fails itself, and logs that once a minute", () => {
    const { clock, engine, events$, errors, items } = store();
    engine.people = () => {
      throw new RangeError("broken");
    };
    clock.advanceTo(t0 + 50_000);
    expect(() => events$.next(detected(1, "s1"))).not.toThrow();
    expect(errors).toEqual(["console: a frame could not be shown: broken"]);
    clock.advanceTo(t0 + 61_000);
    expect(errors).toHaveLength(2);
    expect(errors[1]).toMatch(/\(\d+ failures since the last line\)$/);
    expect(items.filter(({ k }) => k === "frame")).toEqual([]);
    expect(items.filter(({ k }) => k === "event")).toHaveLength(1);
  });

  it("goes on telling how the devices do while frames fail, and keeps the tape going", () => {
    const { clock, engine, source, items } = store();
    engine.people = () => {
      throw new RangeError("broken");
    };
    clock.advanceTo(t0 + 3_000);
    expect(items.filter(({ k }) => k === "health")).toHaveLength(3);
    expect(source.range().until).toBe(t0 + 3_000);
  });

  it("puts a state that came about long ago on the tape when it was said", () => {
    const { clock, source, statuses$, items } = store();
    clock.advanceTo(t0 + 120_000);
    statuses$.next(offline);
    expect(items.at(-1)).toMatchObject({ k: "device", t: t0 + 120_000, status: { since: t0 + 2_000 } });
    expect(source.range().from).toBe(t0);
    expect(source.marks()).toMatchObject([{ t: t0 + 120_000, at: t0 + 2_000 }]);
  });

  it("keeps a listener that throws from harming the others", () => {
    const { clock, source, errors } = store();
    let heard = 0;
    source.subscribe(() => {
      throw new RangeError("broken");
    });
    source.subscribe(() => (heard += 1));
    clock.advanceTo(t0 + 500);
    expect(heard).toBeGreaterThan(4);
    expect(errors).toHaveLength(1);
  });

  it("says nothing more once it is closed, and leaves no timer", () => {
    const { clock, source, items, events$, readings$ } = store();
    source.close();
    events$.next(detected(1, "s1"));
    clock.advanceTo(t0 + 5_000);
    expect(items).toEqual([]);
    expect(clock.nextTimerAt()).toBeUndefined();
    expect([readings$.observed, events$.observed]).toEqual([false, false]);
  });
});

describe("telling a device something", () => {
  it("hands the command, its input and its key to the device", async () => {
    const { source, sent } = store();
    const request = { device: "gate-1", command: "admit", input: { direction: "in" }, key: "k1" };
    expect(await source.command?.(request)).toEqual({ outcome: "done" });
    expect(sent).toEqual([["admit", { direction: "in" }, { key: "k1" }]]);
    const answer = { outcome: "unknown", code: "device-lost", message: "It was lost.", remedy: "Look at the gate." };
    expect(await source.command?.({ ...request, command: "lock" })).toEqual(answer);
  });

  it.each([
    ["gate-9", "admit", "device-unknown"],
    ["gate-1", "explode", "command-unsupported"],
    ["gate-1", "constructor", "command-unsupported"],
  ])("refuses %s %s and says what to do", async (device, command, code) => {
    const answer = await store().source.command?.({ device, command, input: {}, key: "k1" });
    expect(answer).toMatchObject({ outcome: "refused", code, remedy: expect.any(String) });
  });

  it("takes a device out of service and puts it back", async () => {
    const { source, sent } = store();
    expect(await source.setService?.({ device: "gate-1", inService: false, reason: "cleaning" })).toEqual({
      outcome: "done",
    });
    expect(await source.setService?.({ device: "gate-1", inService: true })).toEqual({ outcome: "done" });
    expect(sent).toEqual([
      ["out", "gate-1", "cleaning"],
      ["in", "gate-1"],
    ]);
    expect(await source.setService?.({ device: "gate-9", inService: true })).toMatchObject({ code: "device-unknown" });
  });

  it("cannot be asked where it was not allowed", () => {
    const { source } = store({ commands: false });
    expect([source.command, source.setService, source.install]).toEqual([undefined, undefined, undefined]);
  });
});
