import type { Direction, DriverReading, TurnstileMode } from "@aisle/sdk";
import { type Alarm, alarms, type BoardMessage, type BoardStatus } from "./board-messages.ts";
import { EventNumbers } from "./event-numbers.ts";
import { directions, follows, PassageLedger } from "./passage-ledger.ts";

type Reading = DriverReading<"turnstile">;

/** What comes of one message. */
export interface Heard {
  readonly readings: readonly Reading[];
  /** Events that were lost on the line. */
  readonly lost: number;
  /** What only a status tells was taken over. */
  readonly settled: boolean;
}

/** A board tells at once that it has opened: an event after so many more statuses is about somebody else. */
const statusesToTell = 4;

const nothing: Heard = { readings: [], lost: 0, settled: false };

/**
 * Makes readings of what one board says, over one connection. Events are told as they come. What only a status tells
 * (counts, mode, alarms) is believed when the next status agrees: a check of eight bits lets one wrong frame in 256
 * pass, and a passage or an alarm must not be invented.
 */
export class BoardBook {
  readonly #ledger = new PassageLedger();
  readonly #numbers = new EventNumbers();
  #status: BoardStatus | undefined;
  #mode: TurnstileMode | undefined;
  readonly #alarms = new Map<Alarm, boolean>();
  #wantedMode: TurnstileMode | undefined;
  #admitting: { readonly direction: Direction; readonly key: string; left: number } | undefined;

  /** The board is asked to let somebody pass: its event is to carry this key. `undefined` when it refused. */
  admitting(wish: { readonly direction: Direction; readonly key: string } | undefined): void {
    this.#admitting = wish && { ...wish, left: statusesToTell };
  }

  /** The board is asked for this mode. */
  wantMode(mode: TurnstileMode): void {
    this.#wantedMode = mode;
  }

  hear(message: BoardMessage): Heard {
    switch (message.type) {
      case "event":
        return { readings: [this.#event(message)], lost: this.#numbers.came(message.event), settled: false };
      case "alarm": {
        const { alarm, active, event } = message;
        this.#alarms.set(alarm, active);
        return {
          readings: [{ type: "alarm", data: { alarm, active } }],
          lost: this.#numbers.came(event),
          settled: false,
        };
      }
      case "status": {
        const before = this.#status;
        const heard = before !== undefined && follows(before, message) ? this.#settle(before, message) : nothing;
        this.#status = message;
        this.#ledger.mark();
        if (this.#admitting !== undefined) this.#admitting.left -= 1;
        if (this.#admitting?.left === 0) this.#admitting = undefined;
        return heard;
      }
      case "mode-set": {
        const mode = this.#wantedMode;
        this.#wantedMode = undefined;
        if (!message.done || mode === undefined) return nothing;
        // The status before it still says the old one.
        this.#status = undefined;
        return { ...nothing, readings: this.#tellMode(mode) };
      }
      default:
        return nothing;
    }
  }

  #event({ phase, direction }: Extract<BoardMessage, { type: "event" }>): Reading {
    if (phase === "completed") this.#ledger.told(direction);
    if (phase !== "authorised") return { type: "passage", data: { phase, direction } };
    const wish = this.#admitting?.direction === direction ? this.#admitting : undefined;
    this.#admitting = undefined;
    return { type: "authorised", data: { direction, ...(wish !== undefined && { key: wish.key }) } };
  }

  /** Takes over what a status says and the next one agrees with. */
  #settle(status: BoardStatus, next: BoardStatus): Heard {
    const { missed, jumped, changed } = this.#ledger.settle({ in: status.in, out: status.out });
    const readings: Reading[] = [];
    for (const direction of directions) {
      for (let count = 0; count < missed[direction]; count += 1) {
        readings.push({ type: "passage", data: { phase: "completed", direction } });
      }
    }
    if (changed) readings.push({ type: "counters", data: { in: status.in, out: status.out } });
    if (status.mode === next.mode) readings.push(...this.#tellMode(status.mode));
    for (const alarm of alarms) {
      const active = status.alarms[alarm];
      if (active !== next.alarms[alarm] || active === this.#alarms.get(alarm)) continue;
      this.#alarms.set(alarm, active);
      readings.push({ type: "alarm", data: { alarm, active } });
    }
    const unseen = missed.in + missed.out + (jumped ? 1 : 0);
    return { readings, lost: Math.max(this.#numbers.last(status.event), unseen), settled: true };
  }

  #tellMode(mode: TurnstileMode): readonly Reading[] {
    if (mode === this.#mode) return [];
    this.#mode = mode;
    return [{ type: "mode", data: { mode } }];
  }
}
