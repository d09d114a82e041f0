import type { Clock, CommandContext, Direction } from "@aisle/sdk";
import { isRefusal } from "../polling/index.ts";
import type { Gate } from "./gate.ts";
import { admitRefusal, gateUnproven } from "./refusals.ts";

/** Wishes that are remembered, so that none opens twice. */
const mostKeys = 200;
/** Polls after a pulse by which the board has counted it, if ever. */
const pollsToProve = 3;
/** More pulses than this are not accepted in that time. */
const mostGrown = 16;

/** Lets people pass, each wish once. */
export class Admissions {
  readonly #gate: Gate;
  readonly #clock: Clock;
  readonly #known = new Map<string, Promise<undefined>>();

  constructor(gate: Gate, clock: Clock) {
    this.#gate = gate;
    this.#clock = clock;
  }

  /** The same key gets the outcome of the first time, unless that was a refusal: then nothing was opened. */
  admit(direction: Direction, context: CommandContext): Promise<undefined> {
    const known = this.#known.get(context.key);
    if (known !== undefined) return known;
    const admitted = this.#admit(direction, context);
    this.#known.set(context.key, admitted);
    const [oldest] = this.#known.keys();
    if (this.#known.size > mostKeys && oldest !== undefined) this.#known.delete(oldest);
    admitted.catch((thrown: unknown) => {
      if (isRefusal(thrown)) this.#known.delete(context.key);
    });
    return admitted;
  }

  async #admit(direction: Direction, { key, signal }: CommandContext): Promise<undefined> {
    const { watch, relays, mode } = this.#gate;
    const refusal = admitRefusal(watch.image, mode);
    if (refusal !== undefined) throw refusal;
    relays.coilOf(direction);
    const before = this.#accepted(direction);
    watch.asked(direction, key);
    try {
      await this.#pulse(direction, before, signal);
      this.#gate.emit(watch.sent(direction, key, this.#clock.now()));
    } finally {
      // What the board counts from now on is not this wish.
      watch.notAsked(key);
    }
    return undefined;
  }

  /** Sends a pulse and sees to it that the board has counted it, where it counts. */
  async #pulse(direction: Direction, before: number | undefined, signal: AbortSignal): Promise<void> {
    try {
      await this.#gate.relays.pulse(direction, signal);
    } catch (thrown) {
      // The answer was lost; the board's own count may still tell that the pulse came through.
      if (isRefusal(thrown) || before === undefined || !(await this.#proved(direction, before, signal))) throw thrown;
      return;
    }
    if (before !== undefined && !(await this.#proved(direction, before, signal))) throw gateUnproven();
  }

  #accepted(direction: Direction): number | undefined {
    return this.#gate.watch.image?.counters[direction === "in" ? "acceptedIn" : "acceptedOut"];
  }

  /** Whether the board counts one pulse more within the next polls. */
  async #proved(direction: Direction, before: number, signal: AbortSignal): Promise<boolean> {
    for (let poll = 0; poll < pollsToProve; poll += 1) {
      await this.#gate.polls.next(signal);
      const now = this.#accepted(direction);
      if (now !== undefined && isLater(before, now)) return true;
    }
    return false;
  }
}

/** Whether a counter has grown a little, also over its end; one that went back is of a board that has begun anew. */
function isLater(before: number, now: number): boolean {
  const end = before > 65_535 ? 4_294_967_296 : 65_536;
  const grown = now >= before ? now - before : now - before + end;
  return grown > 0 && grown <= mostGrown;
}
