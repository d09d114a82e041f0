import type { ReadingOf } from "@aisle/sdk";
import type { WireCounters } from "./said.ts";
import { Offences, type Verdict } from "./verdict.ts";

/** A weight may be under way for so long (ms). */
const longestWayMs = 5_000;
/** The pan is looked at twenty times a second, less often while the machine is busy. */
const lookMs = 500;

interface Load {
  readonly now: number;
  readonly grams: number;
}

/**
 * What single scales weigh. They say the same weight again and again, so that each delivered one has to be what lay on
 * that scale's own pan a moment ago; how many there were is for the counters.
 */
export class ScaleLedger {
  readonly #devices = new Map<string, { readonly loads: Load[]; readonly offences: Offences; delivered: number }>();

  has(device: string): boolean {
    return this.#devices.has(device);
  }

  say(device: string, load: Load): void {
    const book = this.#devices.get(device) ?? { loads: [], offences: new Offences(), delivered: 0 };
    this.#devices.set(device, book);
    book.loads.push(load);
    while ((book.loads[1]?.now ?? Number.POSITIVE_INFINITY) < load.now - 60_000) book.loads.shift();
  }

  hear(reading: ReadingOf<"weight-shelf", "weights">): void {
    const book = this.#devices.get(reading.device);
    if (book === undefined) return;
    book.delivered += 1;
    const { receivedAt: at } = reading;
    for (const grams of reading.data.grams) {
      if (lay(book.loads, grams, at)) continue;
      const others = [...this.#devices.values()].filter((other) => other !== book);
      const kind = others.some(({ loads }) => lay(loads, grams, at)) ? "mixedUp" : "invented";
      const words = `${reading.device} ${grams} at ${at}`;
      book.offences.add(kind, words);
    }
  }

  /** `counters`: what each scale and its wire counted. */
  end(counters: ReadonlyMap<string, WireCounters>): readonly Verdict[] {
    return [...this.#devices].map(([device, { offences, delivered }]): Verdict => {
      const { invented, repeated, mixedUp, examples } = offences;
      const own = counters.get(device);
      const counts = Object.values((own?.said ?? {}) as Record<string, { said: number; unheard: number }>);
      const sum = (of: (count: { said: number; unheard: number }) => number): number =>
        counts.reduce((all, count) => all + of(count), 0);
      const said = sum((count) => count.said);
      const unheard = sum((count) => count.unheard);
      return {
        device,
        what: "other",
        said,
        delivered,
        losses: { unheard, "answer lost": said - unheard - delivered },
        invented,
        repeated,
        mixedUp,
        unaccounted: 0,
        examples,
      };
    });
  }
}

/** Whether so much lay on the pan a moment ago. */
function lay(loads: readonly Load[], grams: number, at: number): boolean {
  return loads.some((load, index) => {
    const until = loads[index + 1]?.now ?? Number.POSITIVE_INFINITY;
    return Math.abs(load.grams - grams) < 0.01 && load.now - lookMs <= at && until >= at - longestWayMs;
  });
}
