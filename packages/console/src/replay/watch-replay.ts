import { type Clock, silentLogger, systemClock, toAisleError } from "@aisle/sdk";
import type { ConsoleSource } from "../console-source.ts";
import { createFeed, type Feed } from "../feed/index.ts";
import { createTape } from "../tape/index.ts";
import { createLedger, exactReceipts, judge, truthOverlay } from "../truth/index.ts";
import { emptyState, type TapeRange, type TruthOverlay } from "../wire/index.ts";
import { createMoments } from "./moments.ts";
import type { FollowedHub, ReplayListener, ReplayOptions, ReplayPlayer } from "./replay-options.ts";
import { scoutChunk } from "./scout-chunk.ts";
import { createTapeTeller } from "./tell-tape.ts";

const maxTapeBytesUnlessTold = 512 * 1024 * 1024;
/** Evidence of a whole recording is kept, up to this. */
const evidenceBounds = { maxEvidence: 100_000, maxEvidenceBytes: 256 * 1024 * 1024, maxMarks: 200_000 };
/** Store time after the end in which evidence is completed, ms, in steps of a frame. */
const afterTheEnd = 10_000;
const step = 100;
/** Time of a recording that goes back by more than this (ms) is a clock that was set back. */
const clockStep = 10_000;

/** A recording that is being read, or has been. */
export interface Replay extends ConsoleSource {
  readonly mode: "replay";
  /** Resolves when all of it was read and judged, or when it was closed before; rejects with what ended the reading. */
  readonly done: Promise<void>;
}

/**
 * Shows a scene or recording. It is read from the start at full speed in turns of a few milliseconds, into a tape that
 * holds every moment; a moment that the reading has not come to is shown at once by a fresh engine, people only
 * (`Chunk.provisional`). Its listeners hear how far it is, four times a second until all was read; what was said is on
 * the tape.
 *
 * A host without the command line gives it, for one, a playback: see the package's README.
 */
export function watchReplay(options: ReplayOptions): Replay {
  const { name, model, startsAt, truth, scout, clock = systemClock, log = silentLogger } = options;
  const tape = createTape({ from: startsAt, maxBytes: options.maxTapeBytes ?? maxTapeBytesUnlessTold });
  const ledger = createLedger();
  const overlay = truth && truthOverlay(truth);
  const closing = new AbortController();
  let feed: Feed | undefined;
  let judged: Pick<TruthOverlay, "judged" | "exactReceipts"> = {};
  /** Said before there was an engine. */
  const early: string[] = [];

  const range = (): TapeRange => {
    const known = tape.range();
    if (known.complete) return { ...known, end: known.until };
    const end = options.endsAt?.();
    return end === undefined ? known : { ...known, end: Math.max(end, known.until) };
  };
  const moments = createMoments(async (index, t) => {
    const { from0, chunkMs, end = Number.POSITIVE_INFINITY } = range();
    if (scout === undefined || closing.signal.aborted) return undefined;
    const from = from0 + index * chunkMs;
    const to = Math.min(from + chunkMs, end);
    try {
      return await scoutChunk({ model, index, from, to, t, scout, clock, signal: closing.signal });
    } catch (thrown) {
      log.warn(`a moment of ${name} could not be shown ahead of the reading: ${toAisleError(thrown).message}`);
      return undefined;
    }
  });
  const teller = createTapeTeller(
    clock,
    range,
    () => feed?.marks() ?? [],
    (thrown) => log.error(`a listener of ${name} threw: ${toAisleError(thrown).message}`),
  );

  const connect = (engine: Parameters<ReplayPlayer["connect"]>[0]): ReplayListener => {
    const said = createFeed({ model, engine, ...evidenceBounds });
    feed = said;
    said.onItem((item) => {
      if (!closing.signal.aborted) tape.add(item);
    });
    for (const text of early.splice(0)) said.note(text, startsAt);
    let shift = 0;
    /** Time as the tape has it: where the recorded clock was set back, it goes on from where it had been. */
    const steady = (t: number): number => {
      const { until } = tape.range();
      if (t + shift < until - clockStep) shift = until - t;
      return t + shift;
    };
    return {
      reading: (reading) => said.reading(reading),
      // A recording may tell of a state that a device had been in for days.
      status: (change) => said.status(change, Math.max(change.status.since + shift, tape.range().until)),
      event(event, t) {
        if (truth !== undefined) ledger.add(event, t);
        said.event(event, steady(t));
      },
      advance(t) {
        const at = steady(t);
        said.advance(at);
        tape.advance(at);
      },
    };
  };
  const player: ReplayPlayer = {
    signal: closing.signal,
    connect,
    follow: (hub, fusion, storeClock) => follow(connect(fusion.engine), hub, fusion, storeClock),
    async turn() {
      await new Promise<void>((resolve) => void setImmediate(resolve));
      await moments.idle();
      await tape.settled();
    },
    note(text) {
      log.warn(text);
      if (feed === undefined) early.push(text);
      else feed.note(text, Math.max(startsAt, tape.range().until));
    },
  };

  const settle = async (): Promise<void> => {
    const { until } = tape.range();
    // Where not even an engine came to be.
    for (const text of early.splice(0)) tape.add({ k: "note", t: until, text });
    tape.finish(until);
    // The tape is complete: what comes after the end fills only the curves of what happened last.
    for (let t = until; t <= until + afterTheEnd && !closing.signal.aborted; t += step) {
      feed?.advance(t);
      if ((t - until) % (10 * step) === 0) await player.turn();
    }
    if (closing.signal.aborted) return;
    try {
      if (truth !== undefined) {
        judged = {
          judged: judge(model, truth, ledger),
          exactReceipts: exactReceipts(truth.receipts, ledger.receipts),
        };
      }
    } catch (thrown) {
      log.error(`the lines of ${name} could not be held against its truth: ${toAisleError(thrown).message}`);
      throw thrown;
    } finally {
      teller.finish();
    }
  };
  const read = async (): Promise<void> => {
    // Whoever opened it subscribes first.
    await new Promise<void>((resolve) => void setImmediate(resolve));
    try {
      await options.play(player);
    } catch (thrown) {
      if (!closing.signal.aborted) player.note(`The reading ended early: ${toAisleError(thrown).message}`);
      throw thrown;
    } finally {
      await settle();
    }
  };
  const done = read();
  // A host that does not ask how it ended has the note on the tape.
  done.catch(() => undefined);

  return {
    mode: "replay",
    name,
    model,
    done,
    now: () => range().until,
    state: () => feed?.state() ?? { ...emptyState, t: startsAt },
    subscribe: (listener) => teller.subscribe(listener),
    range,
    chunk: (index) => tape.chunk(index),
    async moment(t) {
      const { from0, until, end, complete } = range();
      if (t < from0 || t > (end ?? Number.POSITIVE_INFINITY)) return undefined;
      const index = tape.indexOf(t);
      // The end of a recording is the last moment of its last chunk, also where a chunk is just full.
      const last = complete && t >= until ? tape.indexOf(Math.max(from0, until - 1)) : index;
      const read = t <= until ? ((await tape.chunk(index)) ?? (await tape.chunk(last))) : undefined;
      return read ?? moments.ask(index, t);
    },
    marks: () => feed?.marks() ?? [],
    evidence: (interaction) => feed?.evidence(interaction),
    truth: () => overlay && { ...overlay, ...judged },
    close() {
      closing.abort();
      teller.close();
      moments.close();
    },
  };
}

/** Hands over what a hub and fusion say; events of a moment come before the reading that they follow from, as live. */
function follow(
  listener: ReplayListener,
  hub: FollowedHub,
  fusion: Parameters<ReplayPlayer["follow"]>[1],
  clock: Clock,
): ReplayListener {
  hub.readings$.subscribe((reading) => {
    listener.reading(reading);
    listener.advance(clock.now());
  });
  hub.statuses$.subscribe((change) => {
    // The hub of a replay closes when all was read. The store's devices did not.
    if (change.status.state !== "closing" && change.status.state !== "closed") listener.status(change);
  });
  fusion.events$.subscribe((event) => listener.event(event, clock.now()));
  return listener;
}
