import type { Direction, Reading } from "@aisle/sdk";
import type { Said } from "./said.ts";
import { Offences, type Verdict } from "./verdict.ts";

type Event = Extract<Said, { readonly what: "authorised" | "started" | "completed" }>;

const directions = ["in", "out"] as const satisfies readonly Direction[];
/** Counters are told as they stood at most so long ago (ms): a slow wire, and a status that waits for its proof. */
const oldestCountMs = 10_000;

/** How people passed one way, as it was and as it was told. */
interface Way {
  /** When each person had passed, for the last while; `passed` is how many in all. */
  times: number[];
  passed: number;
  admitted: number;
  started: number;
  toldPassed: number;
  toldAdmitted: number;
  toldStarted: number;
  /** Passed, and told by nothing but the counters. */
  counterOnly: number;
  /** What the counters said last, and how many passages were told since. */
  count: number | undefined;
  toldSince: number;
  /** Of those told before the first count of this connection, the ones that were taken to be in it. */
  borrowed: number;
}

/**
 * What turnstiles count. Passages have no names, so they are counted: none is told before somebody passed, counters
 * stand as they stood a moment ago, and between two tellings of the counters on one connection as many passages are told
 * as the counters grew. What they grew by while there was no connection is told by them alone.
 */
export class GateLedger {
  readonly #gates = new Map<string, GateBook>();

  say({ device, what, direction, now }: Event): void {
    const way = this.#book(device).ways[direction];
    if (what === "authorised") way.admitted += 1;
    else if (what === "started") way.started += 1;
    else {
      way.passed += 1;
      way.times.push(now);
      while ((way.times[0] ?? now) < now - 10 * oldestCountMs) way.times.shift();
    }
  }

  hear(reading: Reading): void {
    this.#book(reading.device).hear(reading);
  }

  end(): readonly Verdict[] {
    return [...this.#gates].flatMap(([device, book]) => book.end(device));
  }

  #book(device: string): GateBook {
    const known = this.#gates.get(device);
    if (known !== undefined) return known;
    const book = new GateBook();
    this.#gates.set(device, book);
    return book;
  }
}

class GateBook {
  readonly ways: Readonly<Record<Direction, Way>> = { in: newWay(), out: newWay() };
  readonly #offences = new Offences();
  #run = 0;
  #mode: string | undefined;
  /** No counter was told yet on this connection. */
  #fresh: Record<Direction, boolean> = { in: true, out: true };

  hear(reading: Reading): void {
    const words = `${reading.device} ${reading.type} ${JSON.stringify(reading.data)} at ${reading.receivedAt}, run ${reading.run}`;
    if (reading.run !== this.#run) this.#fresh = { in: true, out: true };
    this.#run = reading.run;
    if (reading.type === "authorised") {
      const way = this.ways[reading.data.direction];
      way.toldAdmitted += 1;
      if (way.toldAdmitted > way.admitted) this.#offences.add("invented", words);
    } else if (reading.type === "passage") this.#passage(reading.data, words);
    else if (reading.type === "counters") {
      for (const direction of directions) this.#count(direction, reading.data[direction], reading.receivedAt, words);
    } else if (reading.type === "mode") {
      // Nobody changes the mode here.
      this.#mode ??= reading.data.mode;
      if (reading.data.mode !== this.#mode) this.#offences.add("invented", words);
    } else if (reading.type !== "alarm" || reading.data.active) this.#offences.add("invented", words);
  }

  end(device: string): readonly Verdict[] {
    return directions.map((direction): Verdict => {
      const { passed, toldPassed, counterOnly, count = 0 } = this.ways[direction];
      const { invented, repeated, mixedUp, examples } = this.#offences;
      const first = direction === "in";
      return {
        device,
        what: `passages ${direction}`,
        said: passed,
        delivered: toldPassed,
        losses: { "counter only": counterOnly },
        invented: first ? invented : 0,
        repeated: first ? repeated : 0,
        mixedUp: first ? mixedUp : 0,
        unaccounted: Math.max(Math.abs(passed - toldPassed - counterOnly), Math.abs(passed - count)),
        examples: first ? examples : [],
      };
    });
  }

  #passage({ phase, direction }: { readonly phase: string; readonly direction: Direction }, words: string): void {
    const way = this.ways[direction];
    if (phase === "completed") {
      way.toldPassed += 1;
      way.toldSince += 1;
      if (way.toldPassed > way.passed) this.#offences.add("invented", words);
    } else if (phase === "started") {
      way.toldStarted += 1;
      if (way.toldStarted > way.started) this.#offences.add("invented", words);
    } else if (phase !== "timed-out") this.#offences.add("invented", words);
  }

  #count(direction: Direction, count: number, at: number, words: string): void {
    const way = this.ways[direction];
    const since = way.times.filter((time) => time >= at - oldestCountMs).length;
    if (count > way.passed || count < way.passed - since) this.#offences.add("invented", `${words}: ${way.passed}`);
    const grown = count - (way.count ?? 0);
    if (this.#fresh[direction]) {
      // Over the outage: what no event told of is told by the counters alone.
      way.borrowed = Math.min(Math.max(0, grown), way.toldSince);
      way.counterOnly += Math.max(0, grown - way.toldSince);
      way.toldSince = Math.max(0, way.toldSince - grown);
      this.#fresh[direction] = false;
    } else {
      way.toldSince -= grown;
      // An event that came between a count and its proof was not in that count yet: something else was.
      const back = Math.min(Math.max(0, -way.toldSince), way.borrowed);
      way.counterOnly += back;
      way.toldSince += back;
      way.borrowed -= back;
    }
    way.count = count;
  }
}

function newWay(): Way {
  return {
    times: [],
    passed: 0,
    admitted: 0,
    started: 0,
    toldPassed: 0,
    toldAdmitted: 0,
    toldStarted: 0,
    counterOnly: 0,
    count: undefined,
    toldSince: 0,
    borrowed: 0,
  };
}
