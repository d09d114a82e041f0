import { createHash, randomBytes } from "node:crypto";
import type { Clock } from "@aisle/sdk";

/** A login holds for twelve hours. */
export const loginMs = 12 * 3_600_000;
/** Beyond so many the oldest ends. */
const mostLogins = 256;

/** Who has shown the token: random values with an end, in memory only. What is kept is not what the browser holds. */
export class Logins {
  readonly #clock: Clock;
  readonly #ends = new Map<string, number>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** A new login: the value for the cookie. */
  begin(): string {
    const value = randomBytes(32).toString("base64url");
    this.#ends.set(digest(value), this.#clock.now() + loginMs);
    if (this.#ends.size > mostLogins) {
      for (const oldest of this.#ends.keys()) {
        this.#ends.delete(oldest);
        break;
      }
    }
    return value;
  }

  holds(value: string): boolean {
    const key = digest(value);
    const end = this.#ends.get(key);
    if (end === undefined) return false;
    const left = end - this.#clock.now();
    // One that has longer than it was given comes from a clock that was set back.
    if (left > 0 && left <= loginMs) return true;
    this.#ends.delete(key);
    return false;
  }

  end(value: string): void {
    this.#ends.delete(digest(value));
  }
}

/** Looked up by its digest: how long that takes tells nothing about the value. */
function digest(value: string): string {
  return createHash("sha256").update(value).digest("base64");
}
