import { AisleError, type DriverReading } from "@aisle/sdk";
import { untilAborted } from "../until-aborted.ts";
import type { Weight } from "./read-weight.ts";

/**
 * Zeroes the scale and waits until it says that it stands at zero. `rebaselined` comes just before the first weight
 * that is zero, so that the jump is never taken for a pick.
 */
export class Zeroing {
  #done: (() => void) | undefined;

  /** Sends the command, and resolves when the scale stands at zero. */
  async run(send: () => Promise<void>, signal: AbortSignal): Promise<undefined> {
    const zeroed = new Promise<void>((resolve) => {
      this.#done = resolve;
    });
    try {
      await untilAborted(Promise.all([send(), zeroed]), signal);
      return undefined;
    } finally {
      this.#done = undefined;
    }
  }

  /** A weight came; gives what is to be said before it. */
  weighed({ zero }: Weight): readonly DriverReading<"weight-shelf">[] {
    const done = this.#done;
    if (zero === undefined || done === undefined) return [];
    this.#done = undefined;
    done();
    return [{ type: "rebaselined", data: { plates: [0], cause: "zero" } }];
  }
}

/** Only plate 0 is there; raises `hid-no-plate` for any other. */
export function checkPlates(plates: readonly number[] | undefined): void {
  if (plates === undefined || (plates.length === 1 && plates[0] === 0)) return;
  throw new AisleError(
    "hid-no-plate",
    `A scale is a shelf of the one plate 0, not of ${plates.join(", ") || "none"}.`,
    {
      category: "input",
      remedy: "Leave `plates` out, or give [0].",
    },
  );
}
