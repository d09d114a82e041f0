import { createHash } from "node:crypto";
import { RefusedError } from "../refused-error.ts";

/** Beyond so many keys the oldest is forgotten. */
const mostKeys = 1_000;
/** So many wishes may be under way at once. */
const mostUnderWay = 64;

interface Wish<T> {
  /** What was wished for, as the digest of its JSON: that may be long. */
  readonly what: string;
  readonly answer: Promise<T>;
}

/** The same key means the same wish: it is done once, and whoever asks again gets the same answer, a refusal too. */
export class AnswersByKey<T> {
  readonly #wishes = new Map<string, Wish<T>>();
  #underWay = 0;

  /** Raises `console-key-reused` where the key stood for something else, and `console-busy` for too many at once. */
  async once(key: string, wished: string, act: () => Promise<T>): Promise<T> {
    const what = createHash("sha256").update(wished).digest("base64");
    const known = this.#wishes.get(key);
    if (known !== undefined) {
      if (known.what === what) return known.answer;
      throw new RefusedError("console-key-reused", "This key was used for another command.", {
        status: 409,
        remedy: "Make a new random key for each command.",
      });
    }
    if (this.#underWay >= mostUnderWay) throw busy(`${mostUnderWay} commands are under way.`);
    const answer = this.#count(act);
    this.#wishes.set(key, { what, answer });
    if (this.#wishes.size > mostKeys) {
      for (const oldest of this.#wishes.keys()) {
        this.#wishes.delete(oldest);
        break;
      }
    }
    return answer;
  }

  async #count(act: () => Promise<T>): Promise<T> {
    this.#underWay += 1;
    try {
      return await act();
    } finally {
      this.#underWay -= 1;
    }
  }
}

/** Too much at once. */
export function busy(message: string): RefusedError {
  return new RefusedError("console-busy", message, {
    status: 503,
    remedy: "Try again in a moment.",
    headers: { "retry-after": "1" },
  });
}
