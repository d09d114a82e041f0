import { createEngine, type EngineInput } from "@aisle/fusion";
import type { Clock } from "@aisle/sdk";
import type { StoreModel } from "@aisle/sdk/store";
import { createFeed } from "../feed/index.ts";
import { type Chunk, emptyState, type FrameItem } from "../wire/index.ts";

/** Store time that a fresh engine is told before the chunk begins, ms: by then it believes in everybody who is seen. */
const runUp = 3_000;
/** How far it goes at least beyond the moment that was asked for, ms. */
const beyond = 300;
/** Once the moment is there, the rest of the chunk is filled only while so much real time has not gone by, ms. */
const budget = 120;
/** The process gets its turn after so many inputs. */
const inputsPerTurn = 256;

export interface ScoutOptions {
  readonly model: StoreModel;
  readonly index: number;
  /** The chunk's beginning and end, and the moment that somebody wants to see: ms since the epoch. */
  readonly from: number;
  readonly to: number;
  readonly t: number;
  readonly scout: (t: number) => AsyncIterable<readonly EngineInput[]>;
  /** Real time. */
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/**
 * Shows a moment that has not been read: a fresh engine is told what cameras and gates said from a little before. It
 * gives people and what cameras saw; whose they are, and what they hold, only the whole reading knows. `undefined` where
 * nothing can be looked up: a store that looks empty would be a lie.
 */
export async function scoutChunk(options: ScoutOptions): Promise<Chunk | undefined> {
  const { model, index, from, to, t, scout, clock, signal } = options;
  const engine = createEngine(model);
  const feed = createFeed({ model, engine });
  const items: FrameItem[] = [];
  feed.onItem((item) => {
    if (item.k === "frame" && item.t >= from && item.t < to) items.push(withoutSessions(item));
  });
  const startedAt = clock.now();
  let until = from;
  let inputs = 0;
  let looked = false;
  for await (const batch of scout(from - runUp)) {
    for (const input of batch) {
      const at = "seq" in input ? input.receivedAt : input.at;
      tell(engine, feed, input);
      feed.advance(at);
      until = Math.max(until, at);
    }
    inputs += batch.length;
    looked ||= batch.length > 0;
    if (until >= to || signal.aborted) break;
    if (until >= t + beyond && clock.now() - startedAt >= budget) break;
    if (inputs < inputsPerTurn) continue;
    inputs = 0;
    await new Promise<void>((resolve) => void setImmediate(resolve));
  }
  if (!looked) return undefined;
  // Where the recording ends within it, it is as full as it will be; the moment itself is always in it.
  const filled = Math.max(until < to ? until : to, Math.min(t + 1, to));
  return { index, from, until: filled, state: { ...emptyState, t: from }, items, provisional: true };
}

/** Plates say nothing about where people are, and are most of what there is to read. */
function tell(engine: ReturnType<typeof createEngine>, feed: ReturnType<typeof createFeed>, input: EngineInput): void {
  if (input.kind === "weight-shelf" || input.kind === "device" || input.type === "closing") return;
  try {
    engine.observe(input);
  } catch {
    // The reading of the whole comes by here too, and tells of it.
  }
  if ("seq" in input) feed.reading(input);
}

/** Numbers of sessions belong to the engine that gave them; those of this one mean nothing to anybody else. */
function withoutSessions({ k, t, frame }: FrameItem): FrameItem {
  const people = frame.people.map((person) => (person.session === null ? person : { ...person, session: null }));
  return { k, t, frame: { ...frame, people } };
}
