import type { Direction, DriverReading } from "@aisle/sdk";
import { type Growth, growthOf, told } from "./counters.ts";
import type { GateImage } from "./decode.ts";
import type { TurnstileProfile } from "./profile.ts";

type GateReading = DriverReading<"turnstile">;

/** More wishes than this do not wait for the board's word at a time. */
const mostAsked = 16;
const directions = ["in", "out"] as const;
/** Two looks are not further apart (ms): more is a step of the host's clock, by which no window runs out. */
const mostBetween = 2_000;

/** What came of one look at the turnstile. */
export interface GateNews {
  readonly readings: readonly GateReading[];
  /** The board has begun anew: its counters went back. */
  readonly restarted: boolean;
}

/**
 * Makes readings of what a turnstile's inputs and counters do from one poll to the next. The first poll tells how
 * things stand and nothing that has happened. Where the board counts, counters tell who has passed, so that nobody is
 * missed between two polls; otherwise the edges of PASS do.
 */
export class GateWatch {
  readonly #profile: TurnstileProfile;
  #before: GateImage | undefined;
  #at = 0;
  #asked: { readonly direction: Direction; readonly key: string }[] = [];
  /** Whom the turnstile was last told to let pass. */
  #direction: Direction | undefined;
  /** How long the turnstile still waits, each way (ms, from the last look), where nothing but the clock tells. */
  readonly #due = new Map<Direction, number>();

  constructor(profile: TurnstileProfile) {
    this.#profile = profile;
  }

  /** How the turnstile was when it was last looked at. */
  get image(): GateImage | undefined {
    return this.#before;
  }

  /** A pulse is about to be sent: when the board counts one more, it is this one. */
  asked(direction: Direction, key: string): void {
    this.#asked.push({ direction, key });
    if (this.#asked.length > mostAsked) this.#asked.shift();
  }

  /** The pulse was certainly not accepted. */
  notAsked(key: string): void {
    this.#asked = this.#asked.filter((wish) => wish.key !== key);
  }

  /** The pulse was sent; gives what is to be told where the board does not count pulses. */
  sent(direction: Direction, key: string, now: number): readonly GateReading[] {
    if (this.#counts(direction)) return [];
    this.notAsked(key);
    this.#direction = direction;
    const { window, counters } = this.#profile;
    if (window !== undefined && counters?.timeouts === undefined) this.#due.set(direction, window + this.#since(now));
    return [{ type: "authorised", data: { direction, key } }];
  }

  /** One poll's image, at `now` (ms since the epoch). */
  look(image: GateImage, now: number): GateNews {
    const before = this.#before;
    const elapsed = Math.max(0, now - this.#at);
    for (const [direction, left] of this.#due) this.#due.set(direction, left - this.#since(now));
    this.#before = image;
    this.#at = now;
    if (before === undefined) return { readings: [...alarms(image), ...counters(image)], restarted: false };
    const growth = growthOf(before, image, this.#profile, elapsed);
    const readings: GateReading[] = [...alarms(image, before)];
    for (const direction of directions) readings.push(...this.#authorised(direction, growth));
    for (const direction of directions) {
      const name = direction === "in" ? "underwayIn" : "underwayOut";
      if (rose(image, before, name)) readings.push({ type: "passage", data: { phase: "started", direction } });
    }
    readings.push(...forced(image, before));
    for (const direction of directions) readings.push(...this.#passed(direction, image, before, growth));
    readings.push(...this.#ranOut(growth));
    if (directions.some((direction) => before.counters[direction] !== image.counters[direction])) {
      readings.push(...counters(image));
    }
    return { readings, restarted: growth === undefined };
  }

  /** Milliseconds since the last look. */
  #since(now: number): number {
    return Math.min(mostBetween, Math.max(0, now - this.#at));
  }

  #counts(direction: Direction): boolean {
    return this.#profile.counters?.[direction === "in" ? "acceptedIn" : "acceptedOut"] !== undefined;
  }

  #authorised(direction: Direction, growth: Growth | undefined): GateReading[] {
    const count = told(growth?.[direction === "in" ? "acceptedIn" : "acceptedOut"]);
    if (count > 0) this.#direction = direction;
    return Array.from({ length: count }, () => {
      const own = this.#asked.find((wish) => wish.direction === direction);
      if (own === undefined) return { type: "authorised", data: { direction } };
      this.notAsked(own.key);
      return { type: "authorised", data: { direction, key: own.key } };
    });
  }

  #passed(direction: Direction, image: GateImage, before: GateImage, growth: Growth | undefined): GateReading[] {
    const edge = rose(image, before, direction === "in" ? "passIn" : "passOut") ? 1 : 0;
    const count = this.#profile.counters === undefined ? edge : told(growth?.[direction]);
    if (count > 0) this.#due.delete(direction);
    return Array.from({ length: count }, () => ({ type: "passage", data: { phase: "completed", direction } }));
  }

  #ranOut(growth: Growth | undefined): GateReading[] {
    const over = [...this.#due].flatMap(([direction, left]) => (left <= 0 ? [direction] : []));
    for (const direction of over) this.#due.delete(direction);
    if (over.length > 0) {
      return over.map((direction) => ({ type: "passage", data: { phase: "timed-out", direction } }));
    }
    // The counter does not say which way; without a pulse that was seen, nobody knows.
    const direction = this.#direction;
    if (direction === undefined) return [];
    return Array.from({ length: told(growth?.timeouts) }, () => ({
      type: "passage",
      data: { phase: "timed-out", direction },
    }));
  }
}

type InputName = keyof GateImage["inputs"];

function rose(image: GateImage, before: GateImage, name: InputName): boolean {
  return image.inputs[name] === true && before.inputs[name] === false;
}

/** States of the alarms where they have changed, or all of them at first. */
function alarms(image: GateImage, before?: GateImage): readonly GateReading[] {
  return (["fire", "alarm"] as const).flatMap((name): GateReading[] => {
    const active = image.inputs[name];
    if (active === undefined || active === before?.inputs[name]) return [];
    return [{ type: "alarm", data: { alarm: name === "fire" ? "fire" : "tamper", active } }];
  });
}

/** Somebody pushes through, told where the inputs say which way. */
function forced(image: GateImage, before: GateImage): readonly GateReading[] {
  if (!rose(image, before, "alarm")) return [];
  const { underwayIn = false, underwayOut = false } = image.inputs;
  if (underwayIn === underwayOut) return [];
  return [{ type: "passage", data: { phase: "forced", direction: underwayIn ? "in" : "out" } }];
}

function counters({ counters: counts }: GateImage): readonly GateReading[] {
  if (counts.in === undefined || counts.out === undefined) return [];
  return [{ type: "counters", data: { in: counts.in, out: counts.out } }];
}
