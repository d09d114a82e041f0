import { emptyState, type Frame, foldItem, type StoreState, type WireItem } from "../../../src/wire/index.ts";
import type { LoadedChunk } from "./chunk-store.ts";
import { flashAge, flashAgeAt, flashesAt, flashOf } from "./flashes.ts";
import { lagAt, peopleAt, sightsAt } from "./frames.ts";
import type { Flash, FloorView } from "./page-model.ts";

/** Frames of the chunk before that are still of use: what cameras saw a second ago. */
const framesBefore = 12;
/** Flashes that are kept of what was played fast. */
const mostFlashes = 300;

/** The neighbours of a chunk, where they are here: people move over its edges. */
export interface Neighbours {
  readonly before: LoadedChunk | undefined;
  readonly after: LoadedChunk | undefined;
}

/** A place on the tape and what was true there: a chunk's state with its items folded in, up to a moment. */
export interface TapeCursor {
  readonly t: number;
  readonly index: number | undefined;
  readonly state: StoreState;
  readonly provisional: boolean;
  /**
   * Goes to a moment of a chunk. Onwards, each item that is passed is told to `passed`; after a jump none is.
   */
  moveTo(t: number, chunk: LoadedChunk, passed?: (item: WireItem) => void): void;
  /** The floor there, as it looks while it is played at a speed. */
  view(neighbours: Neighbours, speed: number): FloorView;
}

export function createTapeCursor(): TapeCursor {
  let t = 0;
  let current: LoadedChunk | undefined;
  let position = 0;
  let state = emptyState;
  let frames: readonly Frame[] = [];
  let framesOf: readonly unknown[] = [];
  let view: FloorView | undefined;
  let viewOf: readonly unknown[] = [];
  // Those that were passed since the last jump.
  let flown: readonly Flash[] = [];

  function fold(until: number, passed?: (item: WireItem) => void): void {
    const items = current?.chunk.items ?? [];
    for (; position < items.length && items[position]!.t <= until; position++) {
      const item = items[position]!;
      state = foldItem(state, item);
      if (passed === undefined) continue;
      const flash = flashOf(item);
      if (flash !== undefined) flown = [...flown.slice(1 - mostFlashes), flash];
      passed(item);
    }
  }

  function enter(chunk: LoadedChunk): void {
    current = chunk;
    position = 0;
    state = chunk.chunk.state;
  }

  return {
    get t() {
      return t;
    },
    get index() {
      return current?.chunk.index;
    },
    get state() {
      return state;
    },
    get provisional() {
      return current?.chunk.provisional ?? false;
    },
    moveTo(to, chunk, passed) {
      if (passed === undefined && to !== t) flown = [];
      if (chunk === current && to >= t) fold(to, passed);
      else if (current !== undefined && chunk.chunk.index === current.chunk.index + 1 && passed !== undefined) {
        fold(Infinity, passed);
        enter(chunk);
        fold(to, passed);
      } else if (passed !== undefined && chunk.chunk.index === current?.chunk.index && to >= t) {
        // A newer piece of the same stretch: what was passed of the old one is not told again.
        enter(chunk);
        fold(t);
        fold(to, passed);
      } else {
        enter(chunk);
        fold(to);
      }
      t = to;
    },
    view({ before, after }, speed) {
      // Cameras and flashes change ten times a second, people with every picture.
      const next = [current, before, after, position, Math.floor(t / 100), speed];
      if (!same(framesOf, next.slice(0, 3))) {
        framesOf = next.slice(0, 3);
        const tail = before?.frames.slice(-framesBefore) ?? [];
        frames = [...tail, ...(current?.frames ?? []), ...(after?.frames.slice(0, 1) ?? [])];
      }
      const people = peopleAt(frames, t);
      if (view === undefined || !same(viewOf, next)) {
        viewOf = next;
        const provisional = current?.chunk.provisional ?? false;
        const age = flashAgeAt(speed);
        const cameras = sightsAt(frames, t);
        const lag = lagAt(frames, t);
        view = { t, people, lag, cameras, flashes: flashes(before, age), flashAge: age, provisional };
      } else view = { ...view, t, people };
      return view;
    },
  };

  function flashes(before: LoadedChunk | undefined, age: number): FloorView["flashes"] {
    if (current === undefined) return [];
    // What lies further back than a flash lasts at real time was seen on the way, or is not shown.
    flown = flown.filter((flash) => flash.t > t - age);
    const earlier = flown.filter((flash) => flash.t <= t - flashAge);
    const here = flashesAt(current.chunk.items, position, t);
    if (before === undefined || t - current.chunk.from > flashAge) return [...earlier, ...here];
    return [...earlier, ...flashesAt(before.chunk.items, before.chunk.items.length, t), ...here];
  }
}

function same(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((each, i) => each === b[i]);
}
