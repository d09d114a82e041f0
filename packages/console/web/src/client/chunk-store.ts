import type { Chunk, Frame, WireItem } from "../../../src/wire/index.ts";

/** A chunk that is here, with its frames picked out. */
export interface LoadedChunk {
  readonly chunk: Chunk;
  readonly frames: readonly Frame[];
}

export interface ChunkStoreOptions {
  /** Gets a chunk of the tape. */
  readonly chunk: (index: number) => Promise<Chunk | undefined>;
  /** Gets the chunk around a moment that the reading has not come to. */
  readonly moment: (t: number) => Promise<Chunk | undefined>;
  readonly now: () => number;
  /** Something has come. */
  readonly onLoaded: () => void;
}

/** Chunks that are kept; those that were not looked at for longest go first. */
const most = 12;
/** Requests under way at once: a person who drags along the time line must not fill the line to the server. */
const mostAtOnce = 4;
/** The same chunk is asked for again after this long at the earliest, ms: it was not there, or was not full. */
const pause = 250;
/** The same after a request that failed: a server that is away is not asked four times a second, ms. */
const failedPause = 1_000;

/** The chunks around the play head. */
export interface ChunkStore {
  /** The chunk, if it is here. */
  get(index: number): LoadedChunk | undefined;
  /** Asks for a chunk of the tape: it is not here, or not whole. Does nothing while it is on its way. */
  want(index: number): void;
  /** Asks for the chunk around a moment before its turn. */
  wantMoment(index: number, t: number): void;
  clear(): void;
}

export function createChunkStore({ chunk, moment, now, onLoaded }: ChunkStoreOptions): ChunkStore {
  // In the order in which they were last looked at.
  const loaded = new Map<number, LoadedChunk>();
  const underWay = new Set<number>();
  const notBefore = new Map<number, number>();
  let era = 0;

  /** `pausing`: what the pause is kept by; a chunk and a guess at it do not wait for each other. */
  function ask(index: number, pausing: number, get: () => Promise<Chunk | undefined>): void {
    if (underWay.has(index) || underWay.size >= mostAtOnce || now() < (notBefore.get(pausing) ?? 0)) return;
    underWay.add(index);
    const mine = era;
    const done = (answer: Chunk | undefined, rest: number) => {
      if (mine !== era) return;
      underWay.delete(index);
      notBefore.delete(pausing);
      notBefore.set(pausing, now() + rest);
      dropOldest(notBefore, 100);
      if (answer !== undefined) keep(index, answer);
      onLoaded();
    };
    get().then(
      (answer) => done(answer, pause),
      () => done(undefined, failedPause),
    );
  }

  function keep(index: number, answer: Chunk): void {
    const known = loaded.get(index);
    // A slow answer must not put back an older piece, or a guess over as much that was really read.
    if (known && !known.chunk.provisional && known.chunk.until > answer.until) return;
    if (known && !known.chunk.provisional && answer.provisional && known.chunk.until >= answer.until) return;
    loaded.delete(index);
    loaded.set(index, { chunk: answer, frames: answer.items.flatMap(frameOf) });
    dropOldest(loaded, most);
  }

  return {
    get(index) {
      const found = loaded.get(index);
      if (found !== undefined) {
        loaded.delete(index);
        loaded.set(index, found);
      }
      return found;
    },
    want: (index) => ask(index, index, () => chunk(index)),
    wantMoment: (index, t) => ask(index, -1 - index, () => moment(t)),
    clear() {
      era++;
      loaded.clear();
      underWay.clear();
      notBefore.clear();
    },
  };
}

const frameOf = (item: WireItem) => (item.k === "frame" ? [item.frame] : []);

function dropOldest(map: Map<number, unknown>, kept: number): void {
  for (const key of map.keys()) {
    if (map.size <= kept) return;
    map.delete(key);
  }
}
