/** Why something that was said was not delivered. */
export type Loss =
  /** Nobody was connected to the device. */
  | "unheard"
  /** The fault `stop-frames`. */
  | "stopped"
  /** Swallowed by a half-open wire. */
  | "half-open"
  /** Dropped by the wire. */
  | "dropped"
  /** Still under way when its connection ended. */
  | "cut off"
  /** Noise came in front of it, and the protocol cannot tell where it begins. */
  | "noise"
  /** It reached a host that was connecting, or gave the connection up within the second. */
  | "host away"
  /** Shown by a polled device and replaced before anybody asked. */
  | "not asked"
  /** Answered, and lost with its answer: damaged, late, or a round of polling that was over. */
  | "answer lost"
  /** Passages that only the counters tell, after an outage. */
  | "counter only";

/** What the ledger says of one device and one kind of reading. */
export interface Verdict {
  readonly device: string;
  readonly what: "scans" | "frames" | "weights" | "passages in" | "passages out" | "other";
  readonly said: number;
  readonly delivered: number;
  readonly losses: Readonly<Partial<Record<Loss, number>>>;
  /** Delivered and never said, said once and delivered twice, and said by another device. */
  readonly invented: number;
  readonly repeated: number;
  readonly mixedUp: number;
  /** Said and neither delivered nor lost in a way that is known. */
  readonly unaccounted: number;
  readonly examples: readonly string[];
}

/** Counts of what was delivered and should not have been, with the first few in words. */
export class Offences {
  invented = 0;
  repeated = 0;
  mixedUp = 0;
  readonly examples: string[] = [];

  add(kind: "invented" | "repeated" | "mixedUp" | "unaccounted", example: string): void {
    if (kind !== "unaccounted") this[kind] += 1;
    if (this.examples.length < 5) this.examples.push(`${kind}: ${example}`);
  }
}
