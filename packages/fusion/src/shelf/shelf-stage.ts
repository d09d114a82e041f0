import { AisleError } from "@aisle/sdk";
import type { StoreModel } from "@aisle/sdk/store";
import { forget, returnFromAbsence } from "./absence.ts";
import { markBusy, releaseChanges, type ShelfRoom } from "./grouping.ts";
import { type Batch, compare, noteHole, noteTold, type RevisedChange, reopen } from "./hole.ts";
import { createRooms } from "./rooms.ts";
import { createShelfState, type ShelfState } from "./shelf-state.ts";
import { addSample, closeTick, tickMs } from "./ticks.ts";
import type { WeightChange } from "./weight-change.ts";

/** Readings that pause for longer than this have been away. */
const awayMs = 400;
/** After this long without readings nobody waits for a plate's neighbours. */
const silentMs = 1_000;
/** A movement that gets no readings for this long is not waited for. */
const abandonMs = 5_000;
/** So many batches in a row that are older than what is known are no latecomers. */
const setBackBatches = 50;
const none: readonly WeightChange[] = [];
const nothing: readonly RevisedChange[] = [];

/** A plate of a shelf (indices in the store model) that gives no numbers, and since when, in event time. */
export interface BlindPlate {
  readonly shelf: number;
  readonly plate: number;
  readonly since: number;
}

/** From weight readings to lasting changes of load. */
export interface ShelfStage {
  /**
   * Takes one batch: `samples × plates` grams, the first sample at `at`, the next ones `dt` ms apart (as in the
   * `weights` reading). Returns what these samples decided, oldest first. A batch that comes up to 2 s after newer ones
   * fills the hole that it left: see `revised`. Samples that are known already are left out, so a batch that comes twice
   * does nothing.
   *
   * @throws {AisleError} `fusion.shelf-unknown`, `fusion.shelf-plates` when the batch does not fit the store model,
   * `fusion.shelf-time` when its times are no times.
   */
  observe(
    shelf: number,
    at: number,
    dt: number,
    samples: number,
    plates: number,
    grams: Float32Array,
    flags?: Uint8Array,
  ): readonly WeightChange[];
  /** What late batches have made of changes that were told before, since this was asked last. */
  revised(): readonly RevisedChange[];
  /** Time passes, with or without readings: what still waited for a silent shelf is decided. */
  advance(at: number): readonly WeightChange[];
  /** Plates were tared: their values jumped and nobody took anything. What they were about to tell is forgotten. */
  rebaselined(shelf: number, plates: readonly number[]): void;
  /** Since when a change is under way on a shelf, in event time; `undefined` when it is still. */
  pending(shelf: number): number | undefined;
  /**
   * Plates that have given no number for a second or more. What is taken from them is not weighed: whoever reached there
   * meanwhile is to be looked at.
   */
  blind(): readonly BlindPlate[];
  /** When a shelf was heard last, in event time; NaN before that. */
  heardAt(shelf: number): number;
  /** The last stretch of event time in which a shelf was away and switched off and on, so that its weights tell nothing. */
  lost(shelf: number): { readonly from: number; readonly to: number } | undefined;
  /** All mutable state, as plain data. */
  snapshot(): ShelfState;
  /** Goes on from a snapshot of a stage of the same store model. */
  restore(state: ShelfState): void;
}

/**
 * A shelf stage that has seen nothing yet. A late batch is left out where `mayRevise` does not allow that what was told
 * since it was due is told otherwise.
 */
export function createShelfStage(
  model: StoreModel,
  mayRevise: (told: WeightChange) => boolean = () => true,
): ShelfStage {
  const rooms = createRooms(model);
  let state = createShelfState(model);
  // Asked for after every batch, so it is never part of a snapshot.
  let news = nothing;

  const roomOf = (shelf: number): ShelfRoom => {
    const room = rooms[shelf];
    if (room) return room;
    throw new AisleError("fusion.shelf-unknown", `there is no shelf ${shelf}: the store model has ${rooms.length}`, {
      category: "input",
      remedy: "pass the index of a shelf in the store model",
    });
  };

  const takeIn = (batch: Batch, room: ShelfRoom): readonly WeightChange[] => {
    noteHole(state, room, batch);
    const changes = weigh(state, room, batch);
    noteTold(state, room.shelf, changes);
    return changes;
  };

  return {
    observe(shelf, at, dt, samples, plates, grams, flags) {
      const room = roomOf(shelf);
      if (plates !== room.plates || grams.length < samples * plates) {
        throw new AisleError(
          "fusion.shelf-plates",
          `shelf ${model.shelves[shelf]?.id ?? shelf} gave ${samples} × ${plates} values in an array of ${grams.length}, but the store model gives it ${room.plates} plates`,
          { category: "input", remedy: "make the store model list the plates that the controller reports" },
        );
      }
      if (!Number.isFinite(at) || !(dt >= 0 && dt < Number.POSITIVE_INFINITY)) {
        throw new AisleError(
          "fusion.shelf-time",
          `shelf ${model.shelves[shelf]?.id ?? shelf} gave a batch at ${at} with ${dt} ms between samples`,
          {
            category: "input",
            remedy: "stamp batches in milliseconds since the epoch, and give the milliseconds between samples",
          },
        );
      }
      const batch = { at, dt, samples, grams, flags };
      const newest = state.sampledAt[shelf]!;
      if (at + (samples - 1) * dt > newest || newest !== newest) {
        state.late[shelf] = 0;
        return takeIn(batch, room);
      }
      const refill = reopen(state, room, batch, mayRevise);
      if (refill === undefined) {
        passOver(state, room, batch);
        return none;
      }
      const found = refill.batches.flatMap((each) => takeIn(each, room));
      const { added, revised } = compare(refill.told, found);
      news = news.concat(revised);
      return added;
    },

    revised() {
      const told = news;
      news = nothing;
      return told;
    },

    advance(at) {
      let changes: WeightChange[] | undefined;
      for (const room of rooms) {
        if (!(at - (state.sampledAt[room.shelf] ?? at) > silentMs)) continue;
        const busy = state.busySince[room.shelf] ?? Number.NaN;
        if (busy !== busy) continue;
        const decided = releaseChanges(state, room, at, true);
        markBusy(state, room);
        if (at - (state.sampledAt[room.shelf] ?? at) > abandonMs) state.busySince[room.shelf] = Number.NaN;
        if (decided.length > 0) changes = changes ? changes.concat(decided) : decided;
      }
      return changes ?? none;
    },

    rebaselined(shelf, plates) {
      const room = roomOf(shelf);
      state.holes[shelf] = [];
      for (const plate of plates) if (plate >= 0 && plate < room.plates) forget(state, room, plate);
      markBusy(state, room);
    },

    pending(shelf) {
      const since = state.busySince[roomOf(shelf).shelf] ?? Number.NaN;
      return since === since ? since : undefined;
    },

    blind: () => rooms.flatMap((room) => blindPlates(state, room)),

    heardAt: (shelf) => state.sampledAt[roomOf(shelf).shelf]!,

    lost(shelf) {
      const to = state.lostUntil[roomOf(shelf).shelf]!;
      return to === to ? { from: state.awaySince[shelf]!, to } : undefined;
    },

    snapshot: () => structuredClone(state),
    restore(from) {
      state = structuredClone(from);
    },
  };
}

/** Weighs a batch that has samples newer than all before; gives what they decided. */
function weigh(state: ShelfState, room: ShelfRoom, { at, dt, samples, grams, flags }: Batch): readonly WeightChange[] {
  const { shelf, plates } = room;
  const { sampledAt, tickStart } = state;
  let changes: WeightChange[] | undefined;
  const away = Math.max(awayMs, 4 * dt);
  for (let k = 0; k < samples; k++) {
    const t = at + k * dt;
    const pause = t - sampledAt[shelf]!;
    if (pause <= 0) continue;
    if (pause > away) returnFromAbsence(state, room, pause);
    if (!(tickStart[shelf]! <= t)) tickStart[shelf] = t;
    sampledAt[shelf] = t;
    // The sample that comes nearest to a whole tick ends it.
    if (t + dt * 1.4 < tickStart[shelf]! + tickMs) {
      addSample(state, room, grams, k * plates, flags);
      continue;
    }
    const decided = closeTick(state, room, grams, k * plates, flags);
    if (decided.length > 0) changes = changes ? changes.concat(decided) : decided.slice();
  }
  return changes ?? none;
}

/** A batch says nothing new: it came twice, or too late. */
function passOver(state: ShelfState, room: ShelfRoom, { at, dt, samples }: Batch): void {
  const { shelf } = room;
  state.late[shelf]! += 1;
  if (state.late[shelf]! < setBackBatches) return;
  // Nothing is that late: the clock was set back, and the shelf goes on in its new time.
  state.sampledAt[shelf] = at + (samples - 1) * dt;
  state.late[shelf] = 0;
  state.holes[shelf] = [];
  returnFromAbsence(state, room, awayMs);
}

function blindPlates({ silent, pace, sampledAt }: ShelfState, { shelf, offset, plates }: ShelfRoom): BlindPlate[] {
  const blind: BlindPlate[] = [];
  for (let plate = 0; plate < plates; plate++) {
    const silence = silent[offset + plate]! * pace[shelf]!;
    if (silence >= silentMs) blind.push({ shelf, plate, since: sampledAt[shelf]! - silence });
  }
  return blind;
}
