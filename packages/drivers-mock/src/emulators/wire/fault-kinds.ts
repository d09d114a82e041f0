/** What can go wrong on a wire. */
export type WireFault = "unplug" | "half-open" | "noise" | "split" | "slow" | "drop";

/** Every fault of a wire. */
export const wireFaults = ["unplug", "half-open", "noise", "split", "slow", "drop"] as const satisfies WireFault[];

/** How a fault is done. */
export interface FaultOptions {
  /** Milliseconds it lasts; until it is changed unless told. */
  readonly forMs?: number;
  /** Chance that a chunk is dropped (0.2 unless told) or has noise before it (1 unless told). */
  readonly chance?: number;
  /** Milliseconds that a chunk is late when it is `slow` (300 unless told), or is spread over when it is `split` (40). */
  readonly ms?: number;
}

/** What the faults of a wire have done since it was made. A chunk is what the device sends, or is sent, at once. */
export interface FaultCounters {
  /** `unplug`: connections that were hung up. */
  readonly hungUp: number;
  /** `unplug`: connections that were refused. */
  readonly refused: number;
  /** `half-open`: chunks and bytes that the device said and nobody heard. */
  readonly swallowedOut: Amount;
  /** `half-open`: chunks and bytes that the device was told and never heard. */
  readonly swallowedIn: Amount;
  /** `drop`: chunks and bytes out that were lost. */
  readonly dropped: Amount;
  /** Chunks and bytes out that were still under way when their connection ended, or more than a slow wire holds. */
  readonly cutOff: Amount;
  /** `noise`: how often there was some, and its bytes. */
  readonly noise: Amount;
  /** `split`: chunks that were cut, and their bytes. */
  readonly split: Amount;
  /** `slow`: chunks and bytes that were late. */
  readonly delayed: Amount;
}

/** Chunks, and the bytes in them. */
export interface Amount {
  chunks: number;
  bytes: number;
}

/** Counters that stand at nothing. */
export function noFaults(): { -readonly [K in keyof FaultCounters]: FaultCounters[K] } {
  const none = (): Amount => ({ chunks: 0, bytes: 0 });
  return {
    hungUp: 0,
    refused: 0,
    swallowedOut: none(),
    swallowedIn: none(),
    dropped: none(),
    cutOff: none(),
    noise: none(),
    split: none(),
    delayed: none(),
  };
}

/** Counts one chunk. */
export function add(amount: Amount, bytes: Uint8Array): void {
  amount.chunks += 1;
  amount.bytes += bytes.length;
}
