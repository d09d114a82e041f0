import type { WireItem } from "./items.ts";
import type { StoreState } from "./state.ts";

/** What is on the tape: a running store keeps its last hours, a replay all that has been read so far. */
export interface TapeRange {
  /** Store time, ms since the epoch. `until` grows. */
  readonly from: number;
  readonly until: number;
  /** When the recording ends, where that is known before it was read. */
  readonly end?: number;
  /** Nothing more comes: the recording has been read to its end. */
  readonly complete: boolean;
  /** Length of a chunk, ms. Chunk `n` covers `from0 + n × chunkMs` up to the next. */
  readonly chunkMs: number;
  /** Where chunk 0 began; `from` where nothing was dropped yet. */
  readonly from0: number;
}

/** A piece of the tape (`GET chunks/N`): the state at its start, and all that was said in it, in order. */
export interface Chunk {
  readonly index: number;
  readonly from: number;
  /** Store time up to which it is filled: less than a whole chunk for the newest one. */
  readonly until: number;
  readonly state: StoreState;
  /** Frames, events, device statuses and notes. */
  readonly items: readonly WireItem[];
  /** Made ahead of its turn, from a short run-up: people are right, carts and sessions are not known yet. */
  readonly provisional?: true;
}

/** `GET moment?t=MS`: the chunk that holds a moment, at once, wherever the reading has got to. */
export type MomentAnswer = Chunk;
