import type { StoreState, TapeRange, WireItem } from "../../../src/wire/index.ts";
import type { ChunkStore } from "./chunk-store.ts";
import { flashAge } from "./flashes.ts";
import type { FloorView } from "./page-model.ts";
import { createTapeCursor } from "./tape-cursor.ts";

/** Slowest and fastest, times real time. */
const speedBounds = { slowest: 0.1, fastest: 100 } as const;
/** A page that was not drawn for longer than this, ms, goes on from where it was. */
const longestTurn = 1_000;

export interface TapePlayerOptions {
  readonly chunks: ChunkStore;
  /** What is on the tape now, as far as the page knows. */
  readonly range: () => TapeRange | undefined;
  /** Each item that the play head passes. */
  readonly onItem: (item: WireItem) => void;
  /** It has come to the end of what there is, and no more can come but by living on. */
  readonly onEnd: () => void;
}

/** Plays the tape: a play head over chunks. It knows no clock: `advance` says how much real time has gone by. */
export interface TapePlayer {
  readonly t: number;
  readonly playing: boolean;
  readonly speed: number;
  /** A jump is under way: its chunk has not come yet. */
  readonly seeking: boolean;
  readonly state: StoreState;
  seek(t: number): void;
  play(): void;
  pause(): void;
  setSpeed(speed: number): void;
  /** Real time has gone on by so many ms; also to be called when a chunk has come. */
  advance(elapsed: number): void;
  /** `undefined` before anything was shown. */
  view(): FloorView | undefined;
}

export function createTapePlayer({ chunks, range, onItem, onEnd }: TapePlayerOptions): TapePlayer {
  const cursor = createTapeCursor();
  let playing = false;
  let speed = 1;
  let target: number | undefined;
  // Past what has been read: shown from chunks made before their turn.
  let ahead = false;

  /** Asks for what is not here or not whole; gives what is here. */
  function chunkAt(tape: TapeRange, index: number, t: number) {
    const found = chunks.get(index);
    const beyond = t > tape.until && tape.end !== undefined;
    if (found === undefined) {
      if (beyond) chunks.wantMoment(index, t);
      else if (startOf(tape, index) <= tape.until) chunks.want(index);
      return undefined;
    }
    const { provisional, until } = found.chunk;
    const readable = Math.min(endOf(tape, index), tape.until);
    // The newest piece grows: it is asked for again shortly before the play head comes to its end.
    const soon = Math.min(3_000, 500 * Math.max(1, speed));
    if (provisional ? t <= tape.until : until < readable && t > until - soon) chunks.want(index);
    if (provisional || t <= until) return found;
    if (beyond) chunks.wantMoment(index, t);
    return readable <= until && !beyond ? found : undefined;
  }

  function arrive(tape: TapeRange, t: number): void {
    const index = indexAt(tape, t);
    const found = chunkAt(tape, index, t);
    if (found === undefined) return;
    ahead = found.chunk.provisional ?? false;
    cursor.moveTo(t, found);
    target = undefined;
    around(tape, t, index);
  }

  function around(tape: TapeRange, t: number, index: number): void {
    const many = speed >= 20 ? 3 : speed >= 2 ? 2 : 1;
    for (let i = index + 1; i <= index + many; i++) {
      if (chunks.get(i) !== undefined) continue;
      const whole = tape.complete ? startOf(tape, i) < tape.until : endOf(tape, i) <= tape.until;
      if (whole) chunks.want(i);
      else if (ahead && playing && startOf(tape, i) < (tape.end ?? 0)) chunks.wantMoment(i, startOf(tape, i));
    }
    if (t - startOf(tape, index) < flashAge && t > tape.from + flashAge && chunks.get(index - 1) === undefined) {
      if (startOf(tape, index) <= tape.until) chunks.want(index - 1);
    }
  }

  function run(tape: TapeRange, elapsed: number): void {
    let index = indexAt(tape, cursor.t);
    const goal = cursor.t + Math.min(elapsed, longestTurn) * speed;
    for (;;) {
      const found = chunkAt(tape, index, cursor.t);
      if (found === undefined) return;
      ahead = found.chunk.provisional ?? false;
      const edge = Math.min(goal, endOf(tape, index), ahead ? (tape.end ?? Infinity) : tape.until);
      const to = Math.max(cursor.t, found.chunk.provisional ? edge : Math.min(edge, found.chunk.until));
      cursor.moveTo(to, found, onItem);
      around(tape, to, index);
      if (to < endOf(tape, index) || to >= lastOf(tape)) break;
      if (to >= goal && chunks.get(index + 1) === undefined) break;
      index++;
      if (index > indexAt(tape, goal)) break;
    }
    if (cursor.t >= lastOf(tape) && (tape.complete || tape.end === undefined)) onEnd();
  }

  function seek(t: number): void {
    const tape = range();
    target = tape === undefined ? t : Math.min(Math.max(t, tape.from), lastOf(tape));
    if (tape !== undefined) arrive(tape, target);
  }

  return {
    get t() {
      return target ?? cursor.t;
    },
    get playing() {
      return playing;
    },
    get speed() {
      return speed;
    },
    get seeking() {
      return target !== undefined;
    },
    get state() {
      return cursor.state;
    },
    seek,
    play: () => void (playing = true),
    pause: () => void (playing = false),
    setSpeed: (next) => void (speed = Math.min(Math.max(next, speedBounds.slowest), speedBounds.fastest)),
    advance(elapsed) {
      const tape = range();
      if (tape === undefined) return;
      if (target !== undefined) arrive(tape, Math.min(Math.max(target, tape.from), lastOf(tape)));
      else if (cursor.index === undefined) return;
      // While it stood still, what is shown went off the tape.
      else if (playing && cursor.t < tape.from) seek(tape.from);
      else if (playing) run(tape, elapsed);
      else {
        // It may have been replaced by what was really read, or the piece after it may have come.
        const index = indexAt(tape, cursor.t);
        const found = chunkAt(tape, index, cursor.t);
        if (found !== undefined) cursor.moveTo(cursor.t, found);
        ahead = cursor.provisional;
      }
    },
    view() {
      const index = cursor.index;
      if (index === undefined) return undefined;
      return cursor.view({ before: chunks.get(index - 1), after: chunks.get(index + 1) }, speed);
    },
  };
}

/** The last moment that can be shown. */
function lastOf(tape: TapeRange): number {
  return tape.complete ? tape.until : Math.max(tape.until, tape.end ?? 0);
}

/** The chunk that holds a moment; the very last moment belongs to the last chunk. */
function indexAt(tape: TapeRange, t: number): number {
  return Math.max(0, Math.floor((Math.min(t, lastOf(tape) - 1) - tape.from0) / tape.chunkMs));
}

function startOf(tape: TapeRange, index: number): number {
  return tape.from0 + index * tape.chunkMs;
}

function endOf(tape: TapeRange, index: number): number {
  return startOf(tape, index + 1);
}
