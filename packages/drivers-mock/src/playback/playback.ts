import {
  AisleError,
  type AnyDriver,
  type AnyTransportProvider,
  type BusSettings,
  type Clock,
  type DeviceSettings,
  type SupervisionSettings,
  systemClock,
  type VirtualClock,
} from "@aisle/sdk";
import type { StoreModel } from "@aisle/sdk/store";
import { devicesOf } from "../scene/scene-devices.ts";
import { type Pace, Pacer } from "./pacing.ts";
import type { ReadingSource } from "./reading-source.ts";
import { sceneDrivers, sceneTransport } from "./scene-drivers.ts";
import { Switchboard } from "./switchboard.ts";

/** Turns of the event loop that a hub gets to open its devices before the first reading. */
const turnsToConnect = 100;
const bus = "scene";

export interface PlaybackOptions {
  readonly source: ReadingSource;
  /** The clock that the hub was given too; it has to start at the source's `startsAt`. */
  readonly clock: VirtualClock;
}

export interface RunOptions {
  /** `max`, or how many seconds of store time go by in a real second. */
  readonly pace: Pace;
  /** Stops the run; it then resolves with what was played. */
  readonly signal?: AbortSignal;
  /** Called now and then with the store time and how many readings were played. */
  readonly onProgress?: (at: number, readings: number) => void;
  /** Real time, for a pace that is not `max`; the host's unless told. */
  readonly realClock?: Clock;
}

/** What a run has played. */
export interface PlaybackSummary {
  readonly readings: number;
  /** Readings that never reached their device. In playback that is an error: anything but 0 wants looking at. */
  readonly dropped: number;
  readonly droppedByDevice: ReadonlyMap<string, number>;
  /** Store time, milliseconds since the epoch. */
  readonly startedAt: number;
  readonly endedAt: number;
  /** Whether the signal ended it. */
  readonly stopped: boolean;
}

/** What a hub needs to open the devices of a source, to spread into `openHub`; and `run`, which plays it. */
export interface Playback {
  readonly drivers: readonly AnyDriver[];
  readonly transports: readonly AnyTransportProvider[];
  readonly buses: readonly BusSettings[];
  readonly devices: readonly DeviceSettings[];
  /** Short waits, so that a device that was silent is listened to again when it speaks. */
  readonly supervision: Partial<SupervisionSettings>;
  /**
   * Plays the source, once: moves the clock to each reading's arrival and hands it to its device.
   *
   * @throws AisleError `playback-not-connected` when no device is open, `playback-used` the second time,
   * `playback-clock-wrong`, `playback-pace-invalid`, `playback-device-unknown` when the source gives a reading of a
   * device that its store does not have, and whatever the source throws.
   */
  readonly run: (options: RunOptions) => Promise<PlaybackSummary>;
}

/** Makes a source playable through a hub, where every device is opened and supervised like any other. */
export function createPlayback({ source, clock }: PlaybackOptions): Playback {
  const entries = deviceEntries(source.store);
  const switchboard = new Switchboard(
    entries.map(({ id }) => id),
    (device, name, input) => {
      if (source.command !== undefined) return source.command(device, name, input);
      throw new AisleError(
        "playback-refuses-commands",
        `A recording cannot be told anything: "${name}" for "${device}" was not done.`,
        {
          category: "device",
          remedy: "Send commands to a simulated or a real store.",
        },
      );
    },
  );
  let used = false;
  return {
    drivers: sceneDrivers,
    transports: [sceneTransport(switchboard)],
    buses: [{ id: bus, transport: "scene", settings: {} }],
    devices: entries,
    supervision: { retryFirst: 20, retryCap: 50 },
    async run(options) {
      if (used) throw usage("playback-used", "This playback has run already.", "Create a new one for each run.");
      used = true;
      return play(source, clock, switchboard, options);
    },
  };
}

async function play(
  source: ReadingSource,
  clock: VirtualClock,
  switchboard: Switchboard,
  { pace, signal, onProgress, realClock = systemClock }: RunOptions,
): Promise<PlaybackSummary> {
  checkClock(source, clock);
  await untilConnected(switchboard, clock);
  const startedAt = clock.now();
  const pacer = new Pacer(pace, realClock, startedAt, signal);
  let readings = 0;
  const stopped = (): boolean => signal?.aborted === true;
  for await (const batch of source.readings()) {
    for (const reading of batch) {
      while (clock.now() < reading.receivedAt && !stopped()) {
        const reached = pacer.reach(reading.receivedAt);
        const t = typeof reached === "number" ? reached : await reached;
        if (due(clock, t)) await moveTo(clock, t);
        else clock.advanceTo(Math.max(t, clock.now()));
      }
      if (stopped()) break;
      switchboard.deliver(reading);
      readings++;
    }
    // Hosts' own promises and the rest of the process get their turn, at the same places in every run.
    await clock.settle();
    if (stopped()) break;
    onProgress?.(clock.now(), readings);
  }
  const droppedByDevice = switchboard.dropped();
  let dropped = 0;
  for (const count of droppedByDevice.values()) dropped += count;
  return { readings, dropped, droppedByDevice, startedAt, endedAt: clock.now(), stopped: stopped() };
}

function due(clock: VirtualClock, t: number): boolean {
  const next = clock.nextTimerAt();
  return next !== undefined && next <= t;
}

/** Goes from timer to timer, so that what a timer starts happens at its own time and in the same order in every run. */
async function moveTo(clock: VirtualClock, t: number): Promise<void> {
  for (let next = clock.nextTimerAt(); next !== undefined && next <= t; next = clock.nextTimerAt()) {
    clock.advanceTo(Math.max(next, clock.now()));
    await clock.settle();
  }
  clock.advanceTo(Math.max(t, clock.now()));
}

async function untilConnected(switchboard: Switchboard, clock: VirtualClock): Promise<void> {
  const all = switchboard.unused().length;
  for (let turn = 0; turn < turnsToConnect && switchboard.unused().length > 0; turn++) {
    if (due(clock, clock.now())) clock.advanceTo(clock.now());
    await clock.settle();
  }
  if (all > 0 && switchboard.unused().length === all) {
    throw usage(
      "playback-not-connected",
      "No device of the source is open.",
      "Open a hub with this playback's drivers, transports, buses, devices and clock before `run`.",
    );
  }
}

function checkClock(source: ReadingSource, clock: VirtualClock): void {
  const away = source.startsAt - clock.now();
  if (Math.abs(away) <= 3_600_000) return;
  throw usage(
    "playback-clock-wrong",
    `The clock stands at ${clock.now()}, the source starts at ${source.startsAt}.`,
    "Start it with `new VirtualClock(source.startsAt)`.",
  );
}

function usage(code: string, message: string, remedy: string): AisleError {
  return new AisleError(code, message, { category: "usage", remedy });
}

function deviceEntries(store: StoreModel): readonly DeviceSettings[] {
  const rates = new Map<string, number>();
  for (const { id, fps } of [...store.cameras, ...store.ceilings]) rates.set(id, fps);
  for (const { id, rateHz } of store.shelves) rates.set(id, rateHz);
  return [...devicesOf(store).values()].map(({ id, kind }) => ({
    id,
    driver: `scene-${kind}`,
    bus,
    settings: settingsOf(kind, rates.get(id)),
  }));
}

function settingsOf(kind: string, rate: number | undefined): object {
  if (kind !== "camera" && kind !== "weight-shelf") return {};
  // A slow device is not silent before it has missed five frames or samples.
  return { silentAfter: Math.max(3000, rate === undefined ? 0 : 5000 / rate) };
}
