import type { StoreEvent } from "@aisle/fusion";
import { type DeviceKind, type DeviceStatus, isWorking, type Reading } from "@aisle/sdk";
import type { StoreModel } from "@aisle/sdk/store";
import { gateItems } from "../installer/gate/index.ts";
import {
  type Evidence,
  emptyState,
  foldItem,
  type Mark,
  type PlateStatistics,
  type StoreState,
  type WireItem,
} from "../wire/index.ts";
import { EventKeeper } from "./event-keeper.ts";
import { EvidenceBook, type EvidenceSource } from "./evidence-book.ts";
import { FrameSampler } from "./frame-sampler.ts";
import { productNames } from "./interaction-words.ts";
import { listeners } from "./listeners.ts";
import { MarkBook } from "./mark-book.ts";
import { plateStatistics } from "./plate-statistics.ts";
import { shelfRings } from "./shelf-rings.ts";
import { Sights } from "./sights.ts";

export interface FeedOptions {
  readonly model: StoreModel;
  /** Asked for people, reaches and explanations; it is never changed. */
  readonly engine: EvidenceSource;
  /** How long people are shown after they were there, ms; 400 unless told (see `FrameSampler`). */
  readonly lag?: number;
  /** Seconds of weights that are remembered; 12 unless told. */
  readonly seconds?: number;
  /** Interactions whose evidence is kept, and bytes of it, whichever comes first; 20,000 and 96 MiB unless told. */
  readonly maxEvidence?: number;
  readonly maxEvidenceBytes?: number;
  /** Marks that are kept; 50,000 unless told. */
  readonly maxMarks?: number;
  /** What was said before, such as how the devices do; nothing unless told. */
  readonly state?: StoreState;
}

/** Makes wire items, marks, evidence and statistics of what a hub and fusion say. The same inputs give the same items. */
export interface Feed {
  /** Readings, statuses and events are told as they come; those of one moment in the order hub, fusion, feed. */
  reading(reading: Reading): void;
  /** `t`: store time at which it was said; when it came about unless told. */
  status(
    change: { readonly device: string; readonly kind: DeviceKind; readonly status: DeviceStatus },
    t?: number,
  ): void;
  /** `t`: store time at which it was said. */
  event(event: StoreEvent, t: number): void;
  /** Something the host has to say. */
  note(text: string, t: number): void;
  /** Store time has come to `t`: samples what is due. Cheap when nothing is. */
  advance(t: number): void;
  /** Store time up to which it was told; −∞ before. */
  now(): number;
  state(): StoreState;
  /** Frame, event, device and note items as they are made, until the function it gives is called. */
  onItem(listener: (item: WireItem) => void): () => void;
  /** Each mark as it is made, before the item that it comes with. */
  onMark(listener: (mark: Mark) => void): () => void;
  /** In order of `t`. The same list until there is a new mark. */
  marks(): readonly Mark[];
  evidence(interaction: string): Evidence | undefined;
  /** Computed when asked; `undefined` for a shelf that is not there. */
  plates(shelf: string): readonly PlateStatistics[] | undefined;
}

/** A feed that was told nothing yet. */
export function createFeed(options: FeedOptions): Feed {
  const { model, engine, lag = 400, seconds = 12, maxMarks = 50_000 } = options;
  const { maxEvidence = 20_000, maxEvidenceBytes = 96 * 1024 * 1024 } = options;
  const rings = shelfRings(model.shelves, seconds);
  const sights = new Sights(model.cameras.map(({ id }) => id));
  const frames = new FrameSampler(engine, sights, lag);
  const evidence = new EvidenceBook(engine, rings, { maxEvidence, maxEvidenceBytes });
  const itemListeners = listeners<WireItem>();
  const markListeners = listeners<Mark>();
  const marks = new MarkBook(maxMarks, markListeners.tell);
  const keeper = new EventKeeper(evidence, marks, productNames(model));
  /** Devices that worked once, and whether they do now. */
  const working = new Map<string, boolean>();
  let { state = emptyState } = options;
  for (const { device, status } of state.devices) if (isWorking(status)) working.set(device, true);
  let now = Number.NEGATIVE_INFINITY;

  const say = (item: WireItem): void => {
    now = Math.max(now, item.t);
    state = foldItem(state, item);
    itemListeners.tell(item);
  };

  const markDevice = (device: string, status: DeviceStatus, t: number): void => {
    const works = isWorking(status);
    const worked = working.get(device);
    // The way there, and what never worked yet, is no news; nor is the end of everything.
    if (works === worked || (worked === undefined && !works) || status.state === "connecting") return;
    if (status.state === "closing" || status.state === "closed") return;
    working.set(device, works);
    if (worked === undefined) return;
    const why = "reason" in status ? `: ${status.reason.message}` : "";
    const text = works ? `${device} is back` : `${device} is ${status.state}${why}`;
    marks.add({ t, at: status.since, kind: "device", device, text });
  };

  const advance = (t: number): void => {
    if (!frames.isDue(t)) return;
    for (const frame of frames.take(t)) say({ k: "frame", t: frame.t, frame });
    evidence.advance(t);
    now = t;
  };
  /** What is said at a moment comes after the frames that lead to it, and also when those cannot be made. */
  const sayAt = (item: WireItem): void => {
    try {
      advance(item.t);
    } finally {
      say(item);
    }
  };

  return {
    reading(reading) {
      for (const item of gateItems(reading, model.gates)) itemListeners.tell(item);
      if (reading.kind === "camera") {
        if (reading.type === "detections") sights.add(reading);
      } else if (reading.kind === "weight-shelf") {
        const ring = rings.get(reading.device);
        if (reading.type === "weights") ring?.add(reading);
        else ring?.rebaselined();
      }
    },
    status({ device, kind, status }, t = status.since) {
      if (status.state === "closed") working.delete(device);
      else markDevice(device, status, t);
      sayAt({ k: "device", t, device, kind, status });
    },
    event(event, t) {
      try {
        keeper.take(event, t);
      } finally {
        sayAt({ k: "event", t, event });
      }
    },
    note: (text, t) => sayAt({ k: "note", t, text }),
    advance,
    now: () => now,
    state: () => state,
    onItem: itemListeners.add,
    onMark: markListeners.add,
    marks: () => marks.all(),
    evidence: (interaction) => evidence.told(interaction),
    plates(shelf) {
      const ring = rings.get(shelf);
      return ring && plateStatistics(ring, now);
    },
  };
}
