import type { Reading, TurnstileReadings } from "@aisle/sdk";
import type { StoreModel } from "@aisle/sdk/store";
import { AttributionStage, type AttributionState, reachPoint } from "../attribution/index.ts";
import { receiptOf } from "../carts/index.ts";
import type { LineExplanation } from "../events/line-explanation.ts";
import type { SessionClosing, StoreEvent, StoreEventDraft } from "../events/store-event.ts";
import { createInteractionStage, type InteractionState } from "../interaction/index.ts";
import { type DeviceCounts, OrderStage, type OrderState } from "../order/index.ts";
import { type Session, SessionStage, type SessionState } from "../sessions/index.ts";
import { createShelfStage, type ShelfState } from "../shelf/index.ts";
import { createTracker, type SensorReport, type SensorScan, type TrackerSnapshot } from "../tracking/index.ts";
import { doubtUnweighed } from "../unweighed/index.ts";
import type { EngineInput } from "./engine-input.ts";
import type { Person, PersonReach } from "./person.ts";
import { type Places, type Problem, placesOf, problemOf, sourcesOf } from "./reading-check.ts";
import { checkSnapshot, markOf } from "./store-mark.ts";

/** A session that has ended waits this long for what its shopper did last, in milliseconds. */
const linger = 1500;
/** It waits no longer than this, whatever is still under way. */
const lingerAtMost = 6000;
/** Devices whose readings come late are told of this often, in milliseconds of event time. */
const troubleEvery = 60_000;
/** Kinds of complaint that are remembered, so that each is told once. */
const complaintsAtMost = 1000;

/** What one camera or pose sensor saw. */
type Frame = Extract<Reading, { kind: "camera"; type: "detections" | "poses" }>;

function isFrame(reading: Reading): reading is Frame {
  return reading.kind === "camera" && (reading.type === "detections" || reading.type === "poses");
}

interface BookState {
  nextEvent: number;
  /** Event time up to which everything has been seen. */
  at: number;
  /** Device and kind of problem of readings that were refused. */
  complaints: Set<string>;
}

export interface EngineOptions {
  /** Whether a credential is of somebody who works here: they get no receipt. Nobody's is unless told. */
  readonly isStaff?: (credential: string) => boolean;
  /**
   * Told what was thrown on a reading of `device`, or (`undefined`) while time went on; the engine goes on without it.
   * Unless given, it is thrown, and what was said of the same moment is lost with it.
   */
  readonly onFault?: (thrown: unknown, device: string | undefined) => void;
}

/** Everything the engine knows, as plain data. */
export interface EngineSnapshot {
  readonly version: 4;
  /** Which store it is of: see `markOf`. */
  readonly store: number;
  readonly book: BookState;
  readonly order: OrderState;
  readonly sessions: SessionState;
  readonly attribution: AttributionState;
  readonly tracking: TrackerSnapshot;
  readonly shelf: ShelfState;
  readonly interaction: InteractionState;
}

/**
 * Fusion as a plain reducer: tell it readings, device states and ticks in the order in which they arrived, and it
 * answers with store events. The same inputs give the same events, byte for byte; nothing here asks for the time.
 */
export class Engine {
  readonly #model: StoreModel;
  readonly #store: number;
  readonly #onFault: EngineOptions["onFault"];
  readonly #places: Places;
  readonly #tracker;
  readonly #shelf;
  readonly #interaction;
  readonly #order: OrderStage;
  readonly #sessions: SessionStage;
  readonly #attribution: AttributionStage;
  #book: BookState = { nextEvent: 1, at: Number.NEGATIVE_INFINITY, complaints: new Set() };
  #events: StoreEvent[] = [];
  /** Frames of one moment: they are taken in together when it is over, always within the piece of time they are of. */
  #frames: Frame[] = [];

  constructor(model: StoreModel, options: EngineOptions = {}) {
    const emit = (event: StoreEventDraft): void => this.#emit(event);
    this.#model = model;
    this.#store = markOf(model);
    this.#onFault = options.onFault;
    this.#places = placesOf(model);
    this.#order = new OrderStage(sourcesOf(model));
    this.#tracker = createTracker(model);
    this.#shelf = createShelfStage(model, (told) => this.#attribution.mayRevise(told, this.#book.at));
    this.#interaction = createInteractionStage(model);
    this.#sessions = new SessionStage(model, this.#tracker, emit, options);
    this.#attribution = new AttributionStage(model, this.#tracker, this.#sessions, this.#interaction, emit);
  }

  /** Takes one input in and gives the events that follow from it, oldest first. */
  observe(input: EngineInput): readonly StoreEvent[] {
    this.#events = [];
    if (input.kind === "clock") {
      this.#order.advance(input.at);
      if (input.type === "closing") this.#close(input.at);
      else this.#drain();
    } else if (input.kind === "device") {
      this.#order.advance(input.at);
      this.#drain();
    } else {
      const problem = problemOf(input, this.#model, this.#places);
      if (problem === undefined) this.#order.add(input);
      else this.#complain(input, problem);
      this.#drain();
    }
    return this.#events;
  }

  /** Event time up to which everything has been seen, ms since the epoch; −∞ before the first reading. */
  get at(): number {
    return this.#book.at;
  }

  /**
   * Who is on the floor, at `at` (event time, at most 10 s before the engine's own; its own unless told). People who
   * have not been seen often enough to be believed are left out.
   */
  people(at: number = this.#book.at): readonly Person[] {
    return this.#tracker.tracks().flatMap(({ id, confirmed, deviation }): readonly Person[] => {
      const place = confirmed ? this.#tracker.positionAt(id, at) : undefined;
      if (place === undefined) return [];
      const hands = this.#tracker.handsAt(id, at);
      const session = this.#sessions.ownerOf(id)?.id ?? null;
      return [{ id, ...place, deviation, session, ...(hands.length > 0 && { hands }) }];
    });
  }

  /**
   * How near everybody was to a plate at each of `times` (event time, in order, within the last 10 s; a hand counts 200 ms
   * before and after): members of sessions in their order, then those whom no session knows. Only those in `people`,
   * where it is given. Empty for a plate that the store does not have; without those who were never there.
   */
  reach(plate: string, times: readonly number[], people?: ReadonlySet<number>): readonly PersonReach[] {
    const found = this.#places.plates.get(plate);
    if (found === undefined) return [];
    const point = reachPoint(found);
    const reaches: PersonReach[] = [];
    const add = (person: number, session: string | null): void => {
      const near = people?.has(person) === false ? undefined : this.#tracker.nearness(person, point, times);
      if (near?.distance.some((metres) => metres !== null)) reaches.push({ person, session, ...near });
    };
    for (const { id, members } of this.#sessions.state.sessions) {
      for (const { track } of members) if (track >= 0) add(track, id);
    }
    for (const { id, confirmed } of this.#tracker.tracks()) {
      if (confirmed && this.#sessions.ownerOf(id) === undefined) add(id, null);
    }
    return reaches;
  }

  /**
   * Why a line (by its `id`) is in a cart: what was measured, who may have done it, and what else it may have been.
   * `undefined` for a line that is in no cart of an open session and on none of the last 200 receipts.
   */
  explain(lineId: string): LineExplanation | undefined {
    return this.#attribution.explain(lineId);
  }

  /** How the readings of each device came: in time, late, too late to be used, twice. By device id. */
  counters(): Readonly<Record<string, DeviceCounts>> {
    return this.#order.counters();
  }

  /** By how much cameras and pose sensors were found to differ from the store model, and are corrected. By device id. */
  sensors(): Readonly<Record<string, SensorReport>> {
    const { cameras, ceilings } = this.#model;
    const reports = this.#tracker.sensors();
    return Object.fromEntries([...cameras, ...ceilings].map(({ id }, k) => [id, reports[k]!]));
  }

  /** Everything the engine knows; it goes on from there in this process or another. */
  snapshot(): EngineSnapshot {
    // In one go what may hold the same objects; the other stages give copies already.
    const own = structuredClone({
      book: this.#book,
      order: this.#order.state,
      sessions: this.#sessions.state,
      attribution: this.#attribution.state,
    });
    return {
      version: 4,
      store: this.#store,
      ...own,
      tracking: this.#tracker.snapshot(),
      shelf: this.#shelf.snapshot(),
      interaction: this.#interaction.snapshot(),
    };
  }

  /**
   * Goes on from a snapshot that an engine of the same version and store model took.
   * @throws AisleError `fusion.snapshot-invalid` for any other; nothing has changed then
   */
  restore(snapshot: EngineSnapshot): void {
    checkSnapshot(snapshot, this.#store);
    const { tracking, shelf, interaction, ...own } = snapshot;
    const copy = structuredClone(own);
    this.#book = copy.book;
    this.#order.state = copy.order;
    this.#sessions.state = copy.sessions;
    this.#attribution.state = copy.attribution;
    this.#tracker.restore(tracking);
    this.#shelf.restore(shelf);
    this.#interaction.restore(interaction);
  }

  /** Event time goes on in whole pieces, as far as nothing of them is to be expected any more. */
  #drain(): void {
    for (let end = this.#order.next(); end !== undefined; end = this.#order.next()) {
      for (let reading = this.#order.take(); reading !== undefined; reading = this.#order.take()) {
        if (!isFrame(reading) || reading.at !== this.#frames[0]?.at) this.#look();
        if (isFrame(reading)) this.#frames.push(reading);
        else this.#try(reading, this.#process);
      }
      this.#look();
      this.#try(end, this.#advance);
    }
  }

  /** One thing that fails must not take the rest of its moment with it. */
  #try<T extends Reading | number>(what: T, step: (what: T) => void): void {
    if (this.#onFault === undefined) {
      step.call(this, what);
      return;
    }
    try {
      step.call(this, what);
    } catch (thrown) {
      this.#onFault(thrown, typeof what === "number" ? undefined : what.device);
    }
  }

  #process(reading: Reading): void {
    // Kinds that others have added pass by: fusion makes nothing of them.
    switch (reading.kind) {
      case "weight-shelf":
        this.#weigh(reading);
        break;
      case "barcode-scanner":
        this.#sessions.scan(reading.device, reading.at, reading.data.data);
        break;
      case "turnstile":
        if (reading.type === "passage") this.#pass(reading.device, reading.at, reading.data);
        break;
    }
  }

  #pass(gate: string, at: number, { phase, direction }: TurnstileReadings["passage"]): void {
    if (phase === "completed" || phase === "forced") this.#sessions.passage(gate, at, direction);
  }

  #weigh(reading: Extract<Reading, { kind: "weight-shelf" }>): void {
    const shelf = this.#places.shelves.get(reading.device);
    if (shelf === undefined) return;
    if (reading.type === "rebaselined") {
      this.#shelf.rebaselined(shelf, reading.data.plates);
      return;
    }
    const { dt, samples, plates, grams, flags } = reading.data;
    const changes = this.#shelf.observe(shelf, reading.at, dt, samples, plates, grams, flags);
    for (const change of changes) this.#attribution.add(change);
    for (const revised of this.#shelf.revised()) this.#attribution.revise(revised, this.#book.at);
  }

  #look(): void {
    const frames = this.#frames;
    const [first] = frames;
    this.#frames = [];
    if (first !== undefined) this.#try(first, () => this.#see(first.at, frames));
  }

  #see(at: number, frames: readonly Frame[]): void {
    const { cameras, ceilings } = this.#places;
    const scans = frames.map((frame): SensorScan => {
      const { objects } = frame.data;
      if (frame.type === "detections") return { sensor: cameras.get(frame.device)!, objects };
      return { sensor: cameras.size + ceilings.get(frame.device)!, objects };
    });
    this.#tracker.observe(at, scans);
    this.#sessions.trackEvents(this.#tracker.drainEvents());
    this.#sessions.follow(at);
  }

  #advance(at: number): void {
    this.#book.at = at;
    if (at % troubleEvery === 0) this.#tellTroubles();
    this.#tracker.advance(at);
    this.#sessions.trackEvents(this.#tracker.drainEvents());
    for (const change of this.#shelf.advance(at)) this.#attribution.add(change);
    this.#sessions.advance(at);
    this.#attribution.advance(at);
    this.#doubt(at);
    for (const session of [...this.#sessions.state.sessions]) {
      if (session.exitedAt >= 0 && this.#isOver(session, at)) this.#issue(session, session.lost ? "lost" : "left");
    }
  }

  #doubt(at: number): void {
    const { recent } = this.#attribution.state;
    const ownerAt = (track: number, then: number): Session | undefined => this.#sessions.ownerAt(track, then);
    doubtUnweighed(this.#model, this.#shelf, this.#tracker, ownerAt, recent, at);
  }

  #tellTroubles(): void {
    for (const trouble of this.#order.troubles()) this.#emit({ type: "readings.late", ...trouble });
  }

  #isOver(session: Session, at: number): boolean {
    const { exitedAt } = session;
    if (at < exitedAt + linger) return false;
    if (at >= exitedAt + lingerAtMost) return true;
    if (!this.#sessions.isGone(session)) return false;
    const since = this.#model.shelves.map((_, shelf) => this.#shelf.pending(shelf) ?? at);
    return Math.min(this.#attribution.pendingSince() ?? at, ...since) > exitedAt;
  }

  #close(at: number): void {
    this.#order.force(Math.max(at, this.#order.state.newest) + lingerAtMost);
    this.#drain();
    this.#sessions.closeStore(at);
    for (const session of [...this.#sessions.state.sessions]) this.#issue(session, "store-closed");
  }

  #issue(session: Session, reason: SessionClosing): void {
    this.#attribution.issued(session);
    this.#sessions.remove(session);
    this.#emit({ type: "session.closed", session: session.id, reason });
    if (this.#isBilled(session)) this.#emit({ type: "receipt.issued", receipt: receiptOf(this.#model, session) });
  }

  /** Staff buy nothing; nor does who passes through an open store and takes nothing. */
  #isBilled({ staff, credential, gate, units }: Session): boolean {
    return !staff && (credential !== null || gate !== null || units.length > 0);
  }

  #complain({ device }: Reading, { about, problem }: Problem): void {
    const { complaints } = this.#book;
    const key = `${device}: ${about}`;
    if (complaints.has(key) || complaints.size >= complaintsAtMost) return;
    complaints.add(key);
    this.#emit({ type: "reading.rejected", device, problem });
  }

  #emit(event: StoreEventDraft): void {
    const id = this.#book.nextEvent;
    this.#book.nextEvent += 1;
    this.#events.push({ id, at: this.#book.at, ...event });
    if (event.type === "session.closed" && event.into !== undefined) {
      this.#attribution.joined(event.session, event.into, this.#book.at);
    }
  }
}

/** An engine for one store. */
export function createEngine(model: StoreModel, options?: EngineOptions): Engine {
  return new Engine(model, options);
}
