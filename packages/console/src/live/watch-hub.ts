import type { Fusion } from "@aisle/fusion";
import { type Clock, type Hub, type Logger, silentLogger } from "@aisle/sdk";
import type { Installation, StoreModel } from "@aisle/sdk/store";
import type { ConsoleSource } from "../console-source.ts";
import { createFeed, listeners } from "../feed/index.ts";
import { createTape } from "../tape/index.ts";
import { emptyState, foldItem, type InstallRequest, type Mark, type StoreState, type WireItem } from "../wire/index.ts";
import { changeService, sendCommand } from "./device-commands.ts";
import { guard } from "./guard.ts";

/** Frames come ten times a second, health and tape items once. */
const tickMs = 100;
const secondMs = 1_000;
/** New marks that one tape item tells, and that wait for the next ones; a new stream tells all that are kept. */
const mostNewMarks = 1_000;
const mostUntoldMarks = 50_000;

/** What is watched of a hub. */
export type WatchedHub = Pick<
  Hub,
  "readings$" | "statuses$" | "devices" | "health" | "setInService" | "setOutOfService"
>;
/** What is watched of fusion. */
export type WatchedFusion = Pick<Fusion, "events$" | "engine">;

export interface WatchHubOptions {
  readonly hub: WatchedHub;
  readonly fusion: WatchedFusion;
  readonly model: StoreModel;
  /** The hub's. */
  readonly clock: Clock;
  /** Shown as the store's name; the model's unless told. */
  readonly name?: string;
  /** Where `install` writes to, as it is shown. */
  readonly settingsFile?: string;
  /** The file of the store model where the settings name one: `install` writes calibrations there. */
  readonly modelFile?: string;
  /** What the installer's tools had found before, as the settings were read: shown beside each tool. */
  readonly installation?: Installation;
  /** Writes what an installer's tool found; without it nothing can be written. */
  readonly install?: (request: InstallRequest) => Promise<void>;
  /** Bytes of the tape; 256 MiB unless told. */
  readonly maxTapeBytes?: number;
  /** Interactions whose evidence is kept; 20,000 unless told. */
  readonly maxEvidence?: number;
  /** Marks of the time line that are kept; 50,000 unless told. */
  readonly maxMarks?: number;
  /** Whether devices can be told something at all; true unless told. Who may do so the console's server decides. */
  readonly commands?: boolean;
  /** Told when the console itself fails at something; silent unless given. */
  readonly log?: Logger;
}

/** A running store as a console shows it. */
export interface HubSource extends ConsoleSource {
  /** Puts something that the host has to say on the page, now. */
  note(text: string): void;
}

/**
 * Watches a running store, for a console to show it. Begin it right after `fuse`: what was said before is not known,
 * but for the states of the devices. It never disturbs what it watches: its own failures are caught and logged.
 */
export function watchHub(options: WatchHubOptions): HubSource {
  const {
    hub,
    fusion,
    model,
    clock,
    name = model.name,
    settingsFile,
    modelFile,
    installation,
    install,
    maxTapeBytes,
    maxEvidence,
    maxMarks,
    commands = true,
  } = options;
  const guarded = guard(clock, options.log ?? silentLogger);
  const state = statesOf(hub, clock.now());
  const feed = createFeed({
    ...{ model, engine: fusion.engine, state },
    ...(maxEvidence !== undefined && { maxEvidence }),
    ...(maxMarks !== undefined && { maxMarks }),
  });
  const tape = createTape({ from: clock.now(), state, ...(maxTapeBytes !== undefined && { maxBytes: maxTapeBytes }) });
  const subscribers = listeners<WireItem>();
  const newMarks: Mark[] = [];
  feed.onItem(guarded("the tape failed", (item) => tape.add(item)));
  feed.onItem(subscribers.tell);
  feed.onMark((mark) => {
    if (newMarks.length < mostUntoldMarks) newMarks.push(mark);
  });

  const subscriptions = [
    hub.readings$.subscribe(guarded("a reading could not be shown", (reading) => feed.reading(reading))),
    hub.statuses$.subscribe(guarded("a status could not be shown", (change) => feed.status(change, clock.now()))),
    fusion.events$.subscribe(guarded("an event could not be shown", (event) => feed.event(event, clock.now()))),
  ];
  let nextSecond = clock.now();
  const frame = guarded("a frame could not be shown", (t: number) => feed.advance(t));
  const tick = guarded("the state of the store could not be told", (): void => {
    const t = clock.now();
    frame(t);
    tape.advance(t);
    if (t < nextSecond && nextSecond - t <= secondMs) return;
    nextSecond = t + secondMs;
    const marks = newMarks.splice(0, mostNewMarks);
    subscribers.tell({ k: "tape", t, range: tape.range(), marks });
    subscribers.tell({ k: "health", t, devices: hub.health().devices });
  });
  const schedule = (): (() => void) =>
    clock.schedule(tickMs - (clock.now() % tickMs), () => {
      cancel = schedule();
      tick();
    });
  let cancel = schedule();

  return {
    mode: "live",
    name,
    model,
    now: () => clock.now(),
    state: () => feed.state(),
    subscribe: (listener) => subscribers.add(guarded("a listener of the console threw", listener)),
    range: () => tape.range(),
    chunk: (index) => tape.chunk(index),
    moment(t) {
      const { from, until, chunkMs } = tape.range();
      // A client's clock may be a little ahead.
      const inside = t >= from && t <= until + chunkMs;
      return inside ? tape.chunk(tape.indexOf(Math.min(t, until))) : Promise.resolve(undefined);
    },
    marks: () => feed.marks(),
    evidence: (interaction) => feed.evidence(interaction),
    plates: (shelf) => feed.plates(shelf),
    ...(commands && {
      command: (request) => sendCommand(hub, request),
      setService: (request) => changeService(hub, request),
    }),
    ...(settingsFile !== undefined && { settingsFile }),
    ...(modelFile !== undefined && { modelFile }),
    ...(installation !== undefined && { installation }),
    note: guarded("a note could not be shown", (text: string) => feed.note(text, clock.now())),
    ...(install !== undefined && { install }),
    close() {
      cancel();
      for (const subscription of subscriptions) subscription.unsubscribe();
      subscribers.clear();
    },
  };
}

/** The states of devices that nobody will say again. */
function statesOf(hub: WatchedHub, t: number): StoreState {
  let state = emptyState;
  for (const { id, kind, status } of hub.devices.values()) {
    state = foldItem(state, { k: "device", t, device: id, kind, status });
  }
  return state;
}
