import type { Frame, WireItem } from "../../../src/wire/index.ts";
import { flashAge, flashOf } from "./flashes.ts";
import { lagAt, peopleAt, sightsAt } from "./frames.ts";
import { createLiveClock } from "./live-clock.ts";
import type { Flash, FloorView } from "./page-model.ts";

/** Frames and flashes that are kept: a few seconds. */
const mostFrames = 40;
const mostFlashes = 200;

/** The floor as it lives, from the stream: a moment late, so that people move evenly. */
export interface LiveView {
  add(item: WireItem, now: number): void;
  /** `undefined` before the first frame. */
  view(now: number): FloorView | undefined;
  /** The newest store time that was heard of. */
  readonly newest: number;
  reset(): void;
}

export function createLiveView(): LiveView {
  const clock = createLiveClock();
  let frames: Frame[] = [];
  let flashes: Flash[] = [];
  let newest = 0;
  let last: FloorView | undefined;
  let cut = "";
  return {
    get newest() {
      return newest;
    },
    add(item, now) {
      if (item.k === "frame") {
        if (item.t <= (frames.at(-1)?.t ?? 0)) return;
        frames = [...frames.slice(1 - mostFrames), item.frame];
        newest = item.t;
        clock.heard(item.t, now);
      }
      const flash = flashOf(item);
      if (flash !== undefined) {
        // It is shown at once, though the floor is shown a moment late: its time must not lie ahead.
        const shown = clock.at(now);
        flashes = [
          ...flashes.slice(1 - mostFlashes),
          shown === undefined ? flash : { ...flash, t: Math.min(shown, flash.t) },
        ];
      }
    },
    view(now) {
      const t = clock.at(now);
      if (t === undefined) return undefined;
      const people = peopleAt(frames, t);
      const key = `${frames.at(-1)?.t}|${Math.floor(t / 100)}|${flashes.length}|${flashes.at(-1)?.t}`;
      if (last === undefined || key !== cut) {
        cut = key;
        flashes = flashes.filter((flash) => flash.t > t - flashAge);
        last = {
          t,
          people,
          lag: lagAt(frames, t),
          cameras: sightsAt(frames, t),
          flashes,
          flashAge,
          provisional: false,
        };
      } else last = { ...last, t, people };
      return last;
    },
    reset() {
      clock.reset();
      frames = [];
      flashes = [];
      newest = 0;
      last = undefined;
    },
  };
}
