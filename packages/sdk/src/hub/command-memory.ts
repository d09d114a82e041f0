import type { CommandOutcome } from "../devices/device.ts";
import type { Clock } from "../time/clock.ts";

/** How long the outcome of a key is remembered (ms). */
const rememberFor = 600_000;
/** More keys than this are not remembered for one device; the oldest goes first. */
const mostKeys = 1_000;

type Outcome = Promise<CommandOutcome<unknown>>;

/** Remembers what became of a wish, so that the same wish asked twice is not done twice. */
export class CommandMemory {
  readonly #clock: Clock;
  /** In order of asking, so that the oldest is the first. */
  readonly #known = new Map<string, { readonly asked: number; readonly outcome: Outcome }>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** What became of this wish, or is becoming of it, if it was asked a short while ago and not refused. */
  recall(command: string, key: string): Outcome | undefined {
    this.#forgetOld();
    return this.#known.get(wish(command, key))?.outcome;
  }

  /** A refused wish is forgotten at once: it was certainly not done, so it may be asked again. */
  remember(command: string, key: string, outcome: Outcome): void {
    const id = wish(command, key);
    const entry = { asked: this.#clock.now(), outcome };
    this.#known.set(id, entry);
    if (this.#known.size > mostKeys) this.#forgetFirst();
    void outcome.then((settled) => {
      if (settled.outcome === "refused" && this.#known.get(id) === entry) this.#known.delete(id);
    });
  }

  #forgetOld(): void {
    const now = this.#clock.now();
    for (const [id, { asked }] of this.#known) {
      // After the host's clock was set back it is remembered for longer: that is the safe side.
      if (now - asked < rememberFor) return;
      this.#known.delete(id);
    }
  }

  #forgetFirst(): void {
    for (const id of this.#known.keys()) {
      this.#known.delete(id);
      return;
    }
  }
}

/** A key belongs to one command: no command has a space in its name. */
function wish(command: string, key: string): string {
  return `${command} ${key}`;
}
