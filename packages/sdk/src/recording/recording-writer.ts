import { AisleError } from "../errors/aisle-error.ts";
import { toReason } from "../errors/reason.ts";
import type { Logger } from "../hub/log.ts";
import type { CancelTimer, Clock } from "../time/clock.ts";
import type { RecordingDisk } from "./disk.ts";
import { codeOf } from "./disk.ts";
import { InputQueue } from "./input-queue.ts";
import type { RecordingLimits } from "./limits.ts";
import { OpenSegment, type SegmentPlace } from "./open-segment.ts";
import type { RecordedEntry, RecordedInput } from "./recorded-input.ts";
import type { RecorderState } from "./recorder-status.ts";
import type { MetadataRecord } from "./segment.ts";
import { deleteOldest } from "./total-size.ts";

/** Entries that are turned into bytes in one go: some milliseconds of work. */
const batchSize = 1_000;
/** A chunk is closed at about this size, so that a viewer need not load more to show one moment. */
const chunkSize = 1024 * 1024;

export interface WriterOptions {
  readonly folder: string;
  readonly disk: RecordingDisk;
  readonly clock: Clock;
  readonly log: Logger;
  readonly limits: RecordingLimits;
  /** What a new file begins with; `number` counts from 1. */
  readonly metadata: (number: number) => readonly MetadataRecord[];
  readonly onState: (state: RecorderState) => void;
}

/** Takes inputs in at once and writes them behind, one file after the other; no fault of the disk reaches its caller. */
export class RecordingWriter {
  readonly queue: InputQueue;
  state: RecorderState = { state: "recording" };
  written = 0;
  bytes = 0;
  files = 0;
  readonly #options: WriterOptions;
  readonly #place: SegmentPlace;
  #open: OpenSegment | undefined;
  #cancelFlush: CancelTimer | undefined;
  #flushing: Promise<void> | undefined;
  #closed = false;
  /** Devices and types whose data could not be written, so that each is logged once. */
  readonly #refused = new Set<string>();

  constructor(options: WriterOptions) {
    this.#options = options;
    this.queue = new InputQueue(options.limits.queueBytes);
    this.#place = { ...options, lastNamedAt: 0, nextNumber: 1 };
  }

  add(input: RecordedInput): void {
    if (this.#closed) return;
    this.queue.add(input);
    // In store time that runs as fast as the machine can, the queue must not wait for its timer.
    if (this.queue.bytes > this.#options.limits.queueBytes / 4 && this.state.state === "recording") this.#flush();
    else this.#schedule();
  }

  /** Writes what waits and ends the file. What cannot be written now is dropped and counted. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#cancelFlush?.();
    await this.#flushing;
    this.#cancelFlush?.();
    this.queue.closeGap();
    await this.#writeAll();
    this.queue.abandon();
    await this.#open?.end().catch((thrown: unknown) => {
      this.#options.log.warn(`The recording's last file has no index: ${toReason(thrown).message}`);
    });
    this.#open = undefined;
    this.#become({ state: "closed" });
  }

  #schedule(): void {
    if (this.#cancelFlush !== undefined || this.#flushing !== undefined) return;
    const { clock, limits } = this.#options;
    const delay = this.state.state === "stalled" ? limits.retryEvery : limits.flushEvery;
    this.#cancelFlush = clock.schedule(delay, () => {
      this.#flush();
    });
  }

  #flush(): void {
    if (this.#flushing !== undefined) return;
    this.#cancelFlush?.();
    this.#cancelFlush = undefined;
    this.#flushing = this.#writeAll().then(() => {
      this.#flushing = undefined;
      const unfinished = this.queue.length > 0 || this.#open?.needsSync === true;
      if (unfinished && !this.#closed) this.#schedule();
    });
  }

  /** Never rejects. */
  async #writeAll(): Promise<void> {
    try {
      while (this.queue.length > 0) await this.#writeSome();
      await this.#open?.syncWhenDue();
    } catch (thrown) {
      await this.#stall(thrown);
    }
  }

  async #writeSome(): Promise<void> {
    const open = await this.#file();
    const batch = this.queue.peek(batchSize);
    let count = 0;
    let kept = 0;
    while (count < batch.length && open.waiting < chunkSize) {
      const entry = batch[count++]!;
      if (this.#encode(open, entry)) kept += 1;
    }
    const isFirst = open.isEmpty;
    this.bytes += await open.write();
    if (isFirst) this.files += 1;
    this.queue.done(count);
    this.written += kept;
    if (this.state.state === "recording") return;
    this.#options.log.info("Recording goes on.", { file: open.name });
    this.#become({ state: "recording" });
  }

  async #file(): Promise<OpenSegment> {
    if (this.#open?.isFull() === true) {
      const full = this.#open;
      this.#open = undefined;
      this.bytes += await full.end();
    }
    if (this.#open !== undefined) return this.#open;
    this.#open = await OpenSegment.create(this.#place);
    await deleteOldest(this.#options, this.#open.name);
    return this.#open;
  }

  /** Gives whether the entry could be written. */
  #encode(open: OpenSegment, entry: RecordedEntry): boolean {
    try {
      open.add(entry);
      return true;
    } catch (thrown) {
      if (entry.kind === "recorder") return false;
      this.queue.drop(entry);
      const what = `${"device" in entry ? entry.device : entry.kind} ${entry.type}`;
      if (!this.#refused.has(what) && this.#refused.size < 1_000) {
        this.#refused.add(what);
        this.#options.log.error(`Not recorded, its data cannot be written: ${what}: ${toReason(thrown).message}`);
      }
      return false;
    }
  }

  async #stall(thrown: unknown): Promise<void> {
    const open = this.#open;
    this.#open = undefined;
    // What waits is written to the next file, so the half of it that this one may have got is cut off.
    await open?.abandon();
    const reason = stallReason(thrown, this.#options.folder);
    if (this.state.state !== "stalled") {
      this.#options.log.error(reason.message, { code: reason.code, remedy: reason.remedy });
    }
    this.#become({ state: "stalled", reason });
  }

  #become(state: RecorderState): void {
    const before = this.state;
    this.state = state;
    if (before.state === state.state) return;
    try {
      this.#options.onState(state);
    } catch (thrown) {
      this.#options.log.error(`Whoever hears of the recording's state threw: ${toReason(thrown).message}`);
    }
  }
}

function stallReason(cause: unknown, folder: string): AisleError {
  const code = codeOf(cause);
  const [what, remedy] =
    code === "ENOSPC" || code === "EDQUOT"
      ? ["its disk is full", "Make room, or record with a smaller maxTotalBytes."]
      : code === "EROFS" || code === "EACCES" || code === "EPERM"
        ? ["it may not be written to", "Give the user that runs this process the right to write there."]
        : [toReason(cause).message, "Check the disk."];
  return new AisleError("recording-stalled", `Nothing is being recorded in ${folder}: ${what}. It is tried again.`, {
    category: "internal",
    retryable: true,
    remedy,
    cause,
  });
}
