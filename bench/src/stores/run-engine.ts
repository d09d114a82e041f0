import { createEngine, type Engine, type Receipt } from "@aisle/fusion";
import type { ScoredReceipts } from "../scoring/index.ts";
import type { StoreRun } from "./store-run.ts";

/** What came of telling an engine everything. */
export interface EngineOutcome {
  /** `at` is the event time at which the receipt was issued. */
  readonly receipts: readonly { readonly at: number; readonly receipt: Receipt }[];
  readonly events: number;
  /** Seconds of this machine, without what `look` took. */
  readonly seconds: number;
}

/** Tells a new engine all inputs of a run; `look` may look at it after each of them. */
export function runEngine({ model, inputs }: StoreRun, look?: (engine: Engine) => void): EngineOutcome {
  const engine = createEngine(model);
  const receipts: { at: number; receipt: Receipt }[] = [];
  let events = 0;
  let looking = 0;
  const started = performance.now();
  for (const input of inputs) {
    for (const event of engine.observe(input)) {
      events++;
      if (event.type === "receipt.issued") receipts.push({ at: event.at, receipt: event.receipt });
    }
    if (look === undefined) continue;
    const before = performance.now();
    look(engine);
    looking += performance.now() - before;
  }
  return { receipts, events, seconds: (performance.now() - started - looking) / 1000 };
}

/** Receipts in the shape that scorers read. */
export function scored(receipts: readonly Receipt[]): ScoredReceipts {
  return {
    receipts: receipts.map(({ credential, enteredAt, exitedAt, lines }) => ({
      credential,
      enteredAt,
      exitedAt,
      items: lines.map(({ gtin, quantity, units }) => ({ gtin, quantity, units })),
    })),
  };
}

/** Calls `take` for each `every` ms of event time that an engine has come past; a gap is left out, not filled. */
export function everyMs(every: number, take: (engine: Engine, at: number) => void): (engine: Engine) => void {
  let next = Number.NEGATIVE_INFINITY;
  return (engine) => {
    const { at } = engine;
    if (at === Number.NEGATIVE_INFINITY || at < next) return;
    // Places older than ten seconds are forgotten.
    if (at - next > 5000) next = Math.ceil(at / every) * every;
    for (; next <= at; next += every) take(engine, next);
  };
}
