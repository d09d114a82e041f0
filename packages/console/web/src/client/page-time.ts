import type { StoreState, TapeRange, WireItem } from "../../../src/wire/index.ts";
import { emptyState, foldItem } from "../../../src/wire/index.ts";
import type { Api } from "./api.ts";
import { createChunkStore } from "./chunk-store.ts";
import { flashAge } from "./flashes.ts";
import { createLiveView } from "./live-view.ts";
import type { FloorView } from "./page-model.ts";
import { createTapePlayer } from "./tape-player.ts";

export interface PageTimeOptions {
  readonly api: Pick<Api, "chunk" | "moment">;
  readonly now: () => number;
  /** Items as they come to be shown. */
  readonly onItem: (item: WireItem) => void;
}

/** The shown moment: the store as it lives, or a place on the tape. No signal, no browser. */
export interface PageTime {
  readonly live: boolean;
  readonly playing: boolean;
  readonly speed: number;
  readonly seeking: boolean;
  readonly range: TapeRange | undefined;
  readonly state: StoreState;
  /** The shown moment. */
  readonly t: (now: number) => number;
  readonly floor: (now: number) => FloorView;
  /** Time goes on. */
  readonly turn: (now: number) => void;
  /** An item of the stream has come. */
  readonly hear: (item: WireItem) => void;
  readonly begin: (mode: "live" | "replay", range: TapeRange, at: number | undefined) => void;
  readonly play: () => void;
  readonly pause: () => void;
  readonly step: (frames: 1 | -1) => void;
  readonly setSpeed: (speed: number) => void;
  readonly seek: (t: number) => void;
  readonly goLive: () => void;
}

/** One frame of the tape, ms. */
const frameMs = 100;

export function createPageTime({ api, now: clock, onItem }: PageTimeOptions): PageTime {
  const liveView = createLiveView();
  const chunks = createChunkStore({ ...api, now: clock, onLoaded: () => player.advance(0) });
  const player = createTapePlayer({ chunks, range: known, onItem, onEnd });
  let mode: "live" | "replay" = "live";
  let live = true;
  let tape: TapeRange | undefined;
  let state = emptyState;
  let turned = clock();
  // What was shown when the jump began: it stays until the first chunk has come.
  let held: FloorView | undefined;

  /** The tape reaches as far as the newest frame, though that is said only once a second. */
  function known(): TapeRange | undefined {
    if (tape === undefined || tape.complete) return tape;
    return { ...tape, until: Math.max(tape.until, Math.min(liveView.newest, tape.end ?? Infinity)) };
  }

  function onEnd(): void {
    if (mode === "live") goLive();
    else if (tape?.complete) player.pause();
  }

  function goLive(): void {
    if (mode === "replay" && tape?.complete) {
      leave();
      player.pause();
      player.seek(tape.until);
      return;
    }
    live = true;
    held = undefined;
    player.setSpeed(1);
    player.play();
  }

  function leave(): void {
    if (live) held = liveView.view(clock()) ?? held;
    live = false;
  }

  /** The first chunk of a jump away from the living store has not come. */
  function holding(): boolean {
    if (!player.seeking) held = undefined;
    return held !== undefined;
  }

  function seek(t: number): void {
    const range = known();
    if (mode === "live" && range !== undefined && t >= range.until && range.end === undefined) {
      goLive();
      return;
    }
    leave();
    player.seek(t);
  }

  const shown = (now: number) => (live ? (liveView.view(now)?.t ?? tape?.until ?? 0) : player.t);

  function floor(now: number): FloorView {
    const view = live ? liveView.view(now) : holding() ? held : player.view();
    return view ?? { t: shown(now), people: [], lag: 0, cameras: new Map(), flashes: [], flashAge, provisional: false };
  }

  return {
    get live() {
      return live;
    },
    get playing() {
      return live || player.playing;
    },
    get speed() {
      return live ? 1 : player.speed;
    },
    get seeking() {
      return !live && player.seeking;
    },
    get range() {
      return tape;
    },
    get state() {
      return live || holding() ? state : player.state;
    },
    t: shown,
    floor,
    turn(now) {
      const elapsed = Math.max(0, now - turned);
      turned = Math.max(now, turned);
      if (!live) player.advance(elapsed);
    },
    hear(item) {
      if (item.k === "tape") {
        const anew = tape !== undefined && item.range.from0 !== tape.from0;
        tape = item.range;
        if (anew) {
          // The store's clock was set, and the tape has begun anew: frames of the old time would hold up the new ones.
          chunks.clear();
          liveView.reset();
          if (!live) player.seek(player.t);
        }
      }
      liveView.add(item, clock());
      // While something of the tape is shown, the state that lives is kept for the way back.
      state = foldItem(state, item);
      if (live) onItem(item);
      if (item.k === "tape" && live && mode === "replay" && tape?.complete) goLive();
    },
    begin(next, range, at) {
      mode = next;
      tape = range;
      liveView.reset();
      chunks.clear();
      if (next === "live" && at === undefined) goLive();
      else {
        leave();
        if (at === undefined) player.play();
        else player.pause();
        player.seek(at ?? range.from);
      }
    },
    play() {
      const range = known();
      const atEnd = range?.complete === true && player.t >= range.until;
      if (!live && atEnd) player.seek(range.from);
      player.play();
    },
    pause() {
      if (live) seekShown();
      player.pause();
    },
    step(frames) {
      const from = shown(clock());
      player.pause();
      leave();
      player.seek(from + frames * frameMs);
    },
    setSpeed(speed) {
      if (live && speed !== 1) {
        seekShown();
        player.play();
      }
      player.setSpeed(speed);
    },
    seek,
    goLive,
  };

  function seekShown(): void {
    const t = shown(clock());
    leave();
    player.seek(t);
  }
}
