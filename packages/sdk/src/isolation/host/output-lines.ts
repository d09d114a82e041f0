import type { Logger } from "../../hub/log.ts";
import { redact } from "../../secrets/index.ts";
import type { Clock } from "../../time/clock.ts";
import { LineLimit } from "../line-limit.ts";

const longest = 500;

/** Logs what a driver process writes to its standard output and error: line by line, each cut, and not without end. */
export class OutputLines {
  readonly #log: Logger;
  readonly #limit: LineLimit;
  #rest = "";

  constructor(log: Logger, clock: Clock) {
    this.#log = log;
    this.#limit = new LineLimit(clock);
  }

  write(text: string): void {
    const lines = (this.#rest + text).split(/\r?\n/);
    // Of a line without end only its begin is kept.
    this.#rest = (lines.pop() ?? "").slice(0, 4 * longest);
    for (const line of lines) this.#line(line);
  }

  /** The process is gone: what it said last counts too. */
  end(): void {
    this.#line(this.#rest);
    this.#rest = "";
    this.#tell(this.#limit.takeMissed());
  }

  #line(line: string): void {
    if (line.trim() === "") return;
    const missed = this.#limit.pass();
    if (missed === undefined) return;
    this.#tell(missed);
    // Hidden before it is cut: a part of a secret would not be known.
    this.#log.info(redact(line).slice(0, longest));
  }

  #tell(missed: number): void {
    if (missed > 0) this.#log.warn(`${missed} lines of its output were left out.`);
  }
}
