import type { Engine, Person } from "@aisle/fusion";
import type { Frame, PersonFrame } from "../wire/index.ts";
import type { Sights } from "./sights.ts";

/** Store time between two frames, ms. */
const frameMs = 100;
/** After a pause longer than so many frames only its end is shown. */
const mostAtOnce = 50;

/**
 * Samples the floor ten times a second of store time.
 *
 * People are shown as they were `lag` before. Fusion knows a moment only when every sensor has told of it, which is
 * 300 ms later as a rule and 430 ms at the 99th percentile of the recorded stores; nearer to now a place is guessed
 * ahead and corrected, and people would jerk. At 400 ms most frames lie between two places that are known.
 */
export class FrameSampler {
  readonly #engine: Pick<Engine, "people" | "at">;
  readonly #sights: Sights;
  readonly #lag: number;
  /** Store time of the next frame. */
  #due = Number.NaN;

  constructor(engine: Pick<Engine, "people" | "at">, sights: Sights, lag: number) {
    this.#engine = engine;
    this.#sights = sights;
    this.#lag = lag;
  }

  /** Whether store time has come to a frame. */
  isDue(t: number): boolean {
    return !(t < this.#due) || t < this.#due - 10 * frameMs;
  }

  /** The frames that are due at `t`, oldest first. */
  take(t: number): readonly Frame[] {
    const last = Math.floor(t / frameMs) * frameMs;
    const behind = (last - this.#due) / frameMs;
    let at = behind >= 0 && behind < mostAtOnce ? this.#due : last;
    this.#due = last + frameMs;
    const frames: Frame[] = [];
    for (; at <= last; at += frameMs) frames.push(this.#frame(at));
    return frames;
  }

  #frame(t: number): Frame {
    const at = Math.min(t - this.#lag, this.#engine.at);
    const people = Number.isFinite(at) ? this.#engine.people(at).map(personFrame) : [];
    const cameras = t % (2 * frameMs) === 0 ? this.#sights.take() : [];
    return { t, ...(Number.isFinite(at) && { at: Math.round(at) }), people, ...(cameras.length > 0 && { cameras }) };
  }
}

/** To the millimetre: what goes to a page ten times a second should be short. */
function personFrame({ id, x, y, deviation, session, hands }: Person): PersonFrame {
  return {
    id,
    x: millimetres(x),
    y: millimetres(y),
    deviation: centimetres(deviation),
    session,
    ...(hands !== undefined && {
      hands: hands.map(([a, b, c]) => [centimetres(a), centimetres(b), centimetres(c)] as const),
    }),
  };
}

function millimetres(metres: number): number {
  return Math.round(metres * 1000) / 1000;
}

function centimetres(metres: number): number {
  return Math.round(metres * 100) / 100;
}
