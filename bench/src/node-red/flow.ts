import { filter, map, Subject, scan } from "rxjs";

/** One weight of one plate, as it goes through the flow. */
export interface Weight {
  readonly at: number;
  readonly grams: number;
}

/** Weights of a plate from which something is taken every hundred messages; `at` goes on by 20 ms. */
function weightAt(k: number): Weight {
  return { at: k * 20, grams: 1000 - 50 * Math.floor(k / 100) + (k % 7) / 10 };
}

/** A change of so many grams, and how long it has to last, ms. */
const threshold = 20;
const holds = 200;

/** What both sides keep: the level that is believed, and since when another one is seen. */
export interface Level {
  level: number | undefined;
  since: number | undefined;
}

/** Threshold and debounce: grams of a change that has lasted, else `undefined`. Node-RED runs the same text. */
export function debounced(state: Level, { at, grams }: Weight): number | undefined {
  state.level ??= grams;
  if (Math.abs(grams - state.level) < threshold) {
    state.since = undefined;
    return undefined;
  }
  state.since ??= at;
  if (at - state.since < holds) return undefined;
  const change = grams - state.level;
  state.level = grams;
  state.since = undefined;
  return change;
}

/** The flow as streams: what a host of Aisle would write on the hub's readings. Gives events and seconds. */
export function streamFlow(messages: number): { readonly events: number; readonly seconds: number } {
  const source = new Subject<Weight>();
  let events = 0;
  const first: { readonly state: Level; readonly change: number | undefined } = {
    state: { level: undefined, since: undefined },
    change: undefined,
  };
  source
    .pipe(
      scan(({ state }, weight: Weight) => ({ state, change: debounced(state, weight) }), first),
      map(({ change }) => change),
      filter((change) => change !== undefined),
    )
    .subscribe(() => events++);
  const started = performance.now();
  for (let k = 0; k < messages; k++) source.next(weightAt(k));
  return { events, seconds: (performance.now() - started) / 1000 };
}

/** The same as a Node-RED flow: an entry, a function for threshold and debounce, and an exit. */
export function nodeRedFlow(): readonly object[] {
  const func = `
    let level = context.get("level"), since = context.get("since");
    const { at, grams } = msg.payload;
    if (level === undefined) level = grams;
    let out = null;
    if (Math.abs(grams - level) < ${threshold}) since = undefined;
    else {
      if (since === undefined) since = at;
      if (at - since >= ${holds}) { out = { payload: grams - level }; level = grams; since = undefined; }
    }
    context.set("level", level);
    context.set("since", since);
    return out;`;
  return [
    { id: "tab", type: "tab", label: "bench" },
    { id: "entry", type: "bench-entry", z: "tab", wires: [["debounce"]] },
    {
      ...{ id: "debounce", type: "function", z: "tab", outputs: 1, timeout: 0, noerr: 0, initialize: "", finalize: "" },
      libs: [],
      func,
      wires: [["exit"]],
    },
    { id: "exit", type: "bench-exit", z: "tab", wires: [] },
  ];
}
