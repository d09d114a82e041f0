import {
  type Chunk,
  emptyState,
  type Frame,
  foldItem,
  type TapeRange,
  type WireItem,
} from "../../../src/wire/index.ts";

/** Where the tape of the tests begins, ms since the epoch. */
export const start = 1_700_000_000_000;
const chunkMs = 10_000;

/** A frame with one person, who goes a metre a second. */
export function frameAt(t: number): Frame {
  return { t, people: [{ id: 1, x: (t - start) / 1_000, y: 0, deviation: 0.1, session: null }] };
}

/** A frame each 100 ms, a note each second, a session each ten seconds, and a pick half a second before each tenth second. */
function itemsUntil(seconds: number): readonly WireItem[] {
  const items: WireItem[] = [];
  let event = 0;
  for (let ms = 0; ms < seconds * 1_000; ms += 100) {
    const t = start + ms;
    items.push({ k: "frame", t, frame: frameAt(t) });
    if (ms % 1_000 === 0) items.push({ k: "note", t, text: `second ${ms / 1_000}` });
    if (ms % 10_000 === 0) {
      const session = `S-${ms / 10_000}`;
      items.push({
        k: "event",
        t,
        event: { id: ++event, at: t, type: "session.opened", session, credential: null, gate: null },
      });
    }
    if (ms % 10_000 === 9_500) items.push(pickAt(t, ++event));
  }
  return items;
}

export function pickAt(t: number, id: number): WireItem {
  const plates = [{ plate: "g1/s1/p1", grams: -120 }];
  const sessions = [{ session: "S-0", probability: 0.9 }];
  const interaction = {
    id: `i${id}`,
    kind: "pick",
    shelf: "g1/s1",
    plates,
    from: t,
    to: t,
    products: [],
    sessions,
  } as const;
  return { k: "event", t, event: { id, at: t, type: "interaction.detected", interaction } };
}

/** A tape of so many seconds of which some have been read. */
export interface FakeTape {
  /** What has been read so far, in seconds. */
  read: number;
  range: () => TapeRange;
  readonly chunk: (index: number) => Chunk | undefined;
  readonly moment: (t: number) => Chunk | undefined;
}

export function fakeTape(seconds: number, read = seconds): FakeTape {
  const all = itemsUntil(seconds);
  const end = start + seconds * 1_000;
  const tape: FakeTape = {
    read,
    range() {
      const until = start + tape.read * 1_000;
      return { from: start, until, end, complete: tape.read >= seconds, chunkMs, from0: start };
    },
    chunk(index) {
      const from = start + index * chunkMs;
      const until = Math.min(from + chunkMs, start + tape.read * 1_000);
      if (index < 0 || from > until || from >= end) return undefined;
      const state = all.filter(({ t }) => t < from).reduce(foldItem, emptyState);
      return { index, from, until, state, items: all.filter(({ t }) => t >= from && t < until) };
    },
    moment(t) {
      const index = Math.floor((t - start) / chunkMs);
      const from = start + index * chunkMs;
      if (t < start || t > end) return undefined;
      const items = all.filter((item) => item.k === "frame" && item.t >= from && item.t < from + chunkMs);
      return { index, from, until: Math.min(from + chunkMs, end), state: emptyState, items, provisional: true };
    },
  };
  return tape;
}
