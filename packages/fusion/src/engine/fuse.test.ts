import { type DeviceStatus, type Logger, type Reading, silentLogger, VirtualClock } from "@aisle/sdk";
import type { StoreModel } from "@aisle/sdk/store";
import { Subject } from "rxjs";
import { describe, expect, it } from "vitest";
import type { StoreEvent } from "../events/store-event.ts";
import { type Fusion, fuse } from "./fuse.ts";

const model: StoreModel = {
  name: "kiosk",
  currency: "EUR",
  floor: [],
  zones: [],
  gates: [{ id: "gate-1", at: [0, 0], inward: [1, 0], width: 0.8, scanner: "scanner-1" }],
  cameras: [],
  ceilings: [],
  shelves: [],
  products: [],
  planogram: [],
};

interface Store {
  readonly clock: VirtualClock;
  readonly fusion: Fusion;
  readonly events: StoreEvent[];
  readonly errors: string[];
  say(device: string, reading: Pick<Reading, "kind" | "type" | "data">): void;
}

function open(): Store {
  const clock = new VirtualClock(1_000_000);
  const readings$ = new Subject<Reading>();
  const statuses$ = new Subject<{ device: string; status: DeviceStatus }>();
  const errors: string[] = [];
  const log: Logger = { ...silentLogger, error: (message) => errors.push(message) };
  const fusion = fuse({ readings$, statuses$ }, model, { clock, log });
  const events: StoreEvent[] = [];
  fusion.events$.subscribe((event) => events.push(event));
  let seq = 0;
  const say: Store["say"] = (device, reading) => {
    seq += 1;
    const at = clock.now();
    readings$.next({ device, at, receivedAt: at, run: 1, seq, ...reading } as Reading);
  };
  return { clock, fusion, events, errors, say };
}

function comeIn({ say }: Store): void {
  say("scanner-1", { kind: "barcode-scanner", type: "scan", data: { symbology: "]Q1", data: "MEMBER-1" } });
  say("gate-1", { kind: "turnstile", type: "passage", data: { phase: "completed", direction: "in" } });
}

const types = (events: readonly StoreEvent[]): string[] => events.map(({ type }) => type);

describe("fuse", () => {
  it("closes a session although nothing is said any more, by its own ticks", () => {
    const store = open();
    comeIn(store);
    store.clock.advanceTo(1_010_000);
    store.say("gate-1", { kind: "turnstile", type: "passage", data: { phase: "completed", direction: "out" } });
    store.clock.advanceTo(1_030_000);
    expect(types(store.events)).toEqual(["session.opened", "session.closed", "receipt.issued"]);
  });

  it("splits its events into sessions, carts and receipts", () => {
    const store = open();
    const receipts: (string | null)[] = [];
    const sessions: string[] = [];
    store.fusion.receipts$.subscribe(({ credential }) => receipts.push(credential));
    store.fusion.sessions$.subscribe(({ type }) => sessions.push(type));
    comeIn(store);
    store.clock.advanceTo(1_010_000);
    store.fusion.closeStore();
    expect(receipts).toEqual(["MEMBER-1"]);
    expect(sessions).toEqual(["session.opened", "session.closed"]);
  });

  it("says what is wrong with a reading once and goes on", () => {
    const store = open();
    const data = { grams: new Float32Array(2), samples: 1, plates: 2, dt: 50 };
    store.say("g9", { kind: "weight-shelf", type: "weights", data });
    store.say("g9", { kind: "weight-shelf", type: "weights", data });
    comeIn(store);
    store.clock.advanceTo(1_010_000);
    expect(types(store.events)).toEqual(["reading.rejected", "session.opened"]);
    expect(store.events[0]).toMatchObject({ device: "g9", problem: "the store model has no shelf of this id" });
  });

  it("keeps a throwing subscriber from harming the others", () => {
    const store = open();
    store.fusion.events$.subscribe(() => {
      throw new Error("mine alone");
    });
    const later: string[] = [];
    store.fusion.events$.subscribe(({ type }) => later.push(type));
    comeIn(store);
    store.clock.advanceTo(1_010_000);
    expect(later).toEqual(["session.opened"]);
    expect(store.errors).toEqual(["a subscriber of fusion threw: mine alone"]);
  });

  it("leaves no timer when it is stopped, and completes its streams", () => {
    const { clock, fusion } = open();
    let completed = false;
    fusion.events$.subscribe({ complete: () => (completed = true) });
    fusion.stop();
    expect(clock.nextTimerAt()).toBeUndefined();
    expect(completed).toBe(true);
  });

  it("refuses a tick that is no time", () => {
    const hub = { readings$: new Subject<Reading>(), statuses$: new Subject<never>() };
    expect(() => fuse(hub, model, { clock: new VirtualClock(0), tickEvery: 0 })).toThrow(/tickEvery is 0/);
  });
});
