import type { EmulatedStoreParts, FaultCounters } from "@aisle/drivers-mock/emulators";
import type { Clock, Detection, Direction } from "@aisle/sdk";

/**
 * What became of something on its own side of the wire, by the counters of the wire and the device: it was put on the
 * wire (`sent`), put there to arrive later (`late`), with noise before it (`noise`), or it never got there.
 */
export type Fate = "sent" | "late" | "noise" | "unheard" | "stopped" | "half-open" | "dropped" | "cut";

/** One thing that a device of the emulated store said; `now` is when, by the store's clock. */
export type Said =
  | {
      readonly what: "scan";
      readonly device: string;
      readonly now: number;
      readonly fate: Fate;
      readonly symbology: string;
      readonly data: string;
    }
  | {
      readonly what: "frame";
      readonly device: string;
      readonly now: number;
      readonly fate: Fate;
      /** When it was seen, by a right clock. */
      readonly at: number;
      /** How far the camera's clock stands wrong, where it does. */
      readonly clockWrong: boolean;
      readonly objects: readonly Detection[];
    }
  | {
      readonly what: "weights";
      readonly device: string;
      readonly now: number;
      readonly grams: Float32Array;
      readonly plates: number;
      readonly samples: number;
    }
  /** What lies on the pan of a scale from now on. */
  | { readonly what: "pan"; readonly device: string; readonly now: number; readonly grams: number }
  | {
      readonly what: "authorised" | "started" | "completed";
      readonly device: string;
      readonly now: number;
      readonly direction: Direction;
    };

/** The counters of a wire in the emulated store, as its kind has them. */
export interface WireCounters {
  readonly wire: FaultCounters;
  readonly said: object;
  readonly refused?: number;
  /** Grams on the pan of a scale. */
  readonly pan?: number;
}

interface Count {
  readonly said: number;
  readonly heard: number;
  readonly unheard: number;
}

type Part = EmulatedStoreParts["parts"][number];

const countersOf = ({ counters }: Part): WireCounters => counters as WireCounters;

/**
 * Lets `hear` hear of everything that the devices of a store say. Gives the store to serve or plug in instead of it:
 * its wires also tell which connections have had noise on them.
 */
export function recordSaid(store: EmulatedStoreParts, clock: Clock, hear: (said: Said) => void): EmulatedStoreParts {
  const parts = store.parts.map((part) => {
    const { hadNoise, wrapped } = watchNoise(part);
    if (countersOf(part).refused !== undefined) recordGate(part, clock, hear);
    else if (countersOf(part).pan !== undefined) recordPan(part, clock, hear);
    else record(part, clock, hear, hadNoise);
    return wrapped;
  });
  const { simulation } = store;
  const command = simulation.command.bind(simulation);
  simulation.command = (device, name, input) => {
    command(device, name, input);
    if (name !== "admit") return;
    hear({ what: "authorised", device, now: clock.now(), direction: (input as { direction: Direction }).direction });
  };
  return { ...store, parts };
}

/** HID over TCP has no marks between its messages: noise once, and all that follows on that connection is out of step. */
function watchNoise(part: Part): { readonly wrapped: Part; readonly hadNoise: () => boolean } {
  const open = new Set<{ readonly noise: number }>();
  const noise = (): number => countersOf(part).wire.noise.chunks;
  const { bytes } = part;
  const connect: typeof bytes.connect = (line) => {
    const own = { noise: noise() };
    open.add(own);
    const connection = bytes.connect(line);
    return {
      receive: (received) => connection.receive(received),
      close: () => {
        open.delete(own);
        connection.close();
      },
    };
  };
  return {
    wrapped: Object.create(part, { bytes: { value: { connect } } }) as Part,
    hadNoise: () => part.protocol === "hid" && [...open].some((own) => own.noise < noise()),
  };
}

function record(part: Part, clock: Clock, hear: (said: Said) => void, hadNoise: () => boolean): void {
  const say = part.say.bind(part);
  part.say = (spoken) => {
    const { device, kind, reading } = spoken;
    const now = clock.now();
    if (kind === "weight-shelf" && reading.type === "weights") {
      const { grams, plates, samples } = reading.data;
      hear({ what: "weights", device, now, grams, plates, samples });
      say(spoken);
    } else if (kind === "barcode-scanner") {
      const fate = watched(part, () => say(spoken), hadNoise);
      hear({ what: "scan", device, now, fate, ...reading.data });
    } else if (kind === "camera" && reading.type === "detections") {
      const fate = watched(part, () => say(spoken), hadNoise);
      const clockWrong = part.fault === "wrong-clock";
      hear({ what: "frame", device, now, fate, at: reading.at ?? now, clockWrong, objects: reading.data.objects });
    } else say(spoken);
  };
}

/** What became of what is said meanwhile. */
function watched(part: Part, say: () => void, hadNoise: () => boolean): Fate {
  const before = amounts(part);
  say();
  const after = amounts(part);
  const grew = after.findIndex(([, count], index) => count > (before[index]?.[1] ?? 0));
  const fate = after[grew]?.[0] ?? "sent";
  return (fate === "sent" || fate === "late") && hadNoise() ? "noise" : fate;
}

function amounts(part: Part): readonly (readonly [Fate, number])[] {
  const { wire, said } = countersOf(part);
  const frames = (said as { frames?: { unheard: number; stopped: number } }).frames;
  const scans = (said as { scan?: Count }).scan;
  return [
    ["stopped", frames?.stopped ?? 0],
    ["unheard", frames?.unheard ?? scans?.unheard ?? 0],
    ["half-open", wire.swallowedOut.chunks],
    ["dropped", wire.dropped.chunks],
    ["cut", wire.cutOff.chunks],
    ["noise", wire.noise.chunks],
    ["late", wire.delayed.chunks + wire.split.chunks],
  ];
}

/** Only who really went through counts: a turnstile refuses whoever it did not let pass. */
function recordGate(part: Part, clock: Clock, hear: (said: Said) => void): void {
  const say = part.say.bind(part);
  let underWay: Direction | undefined;
  part.say = (spoken) => {
    const { device, kind, reading } = spoken;
    const refused = countersOf(part).refused ?? 0;
    say(spoken);
    if (kind !== "turnstile" || reading.type !== "passage") return;
    const { phase, direction } = reading.data;
    const now = clock.now();
    if (phase === "started" && (countersOf(part).refused ?? 0) === refused) {
      underWay = direction;
      hear({ what: "started", device, now, direction });
    }
    if (phase === "completed" && underWay === direction) {
      underWay = undefined;
      hear({ what: "completed", device, now, direction });
    }
  };
}

/** Things are put on a pan at times of their own, so that it is looked at again and again. */
const lookEveryMs = 50;

function recordPan(part: Part, clock: Clock, hear: (said: Said) => void): void {
  let grams: number | undefined;
  const look = (): void => {
    const { pan = 0 } = countersOf(part);
    if (pan !== grams) hear({ what: "pan", device: part.id, now: clock.now(), grams: pan });
    grams = pan;
    clock.schedule(lookEveryMs, look);
  };
  look();
}
