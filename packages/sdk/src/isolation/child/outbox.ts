import { show } from "../../errors/show.ts";
import type { StatusReason } from "../../status/status.ts";
import type { CancelTimer, Clock } from "../../time/clock.ts";
import { type BatchSettings, mostBatchBytes, mostWaitingBytes } from "../protocol/batch-settings.ts";
import type { ChildMessage } from "../protocol/messages.ts";
import { packReadings } from "../protocol/pack-readings.ts";
import { type Waiting, WaitingReadings } from "./waiting-readings.ts";

/** What an outbox works with. */
export interface OutboxOptions {
  readonly settings: BatchSettings;
  readonly clock: Clock;
  /** Throws what a structured clone throws when a message is no plain data. */
  readonly send: (message: ChildMessage) => void;
}

/**
 * Hands readings to the host in batches. The first after a pause goes at the end of the present turn, those that
 * follow wait for one another up to `every` ms. When the host has not taken `window` batches, the others wait here;
 * of more than fit, the oldest are dropped and counted.
 */
export class Outbox {
  readonly #settings: BatchSettings;
  readonly #clock: Clock;
  readonly #send: (message: ChildMessage) => void;
  readonly #waiting: WaitingReadings;
  readonly #reports = new Map<number, StatusReason | undefined>();
  #sent = 0;
  #taken = 0;
  #lastFlush = Number.NEGATIVE_INFINITY;
  #planned = false;
  #cancel: CancelTimer = () => undefined;

  constructor({ settings, clock, send }: OutboxOptions) {
    this.#settings = settings;
    this.#clock = clock;
    this.#send = send;
    this.#waiting = new WaitingReadings(settings.waiting, mostWaitingBytes);
  }

  /** A device said something. */
  add(id: number, emission: unknown): void {
    const bytes = bytesOf(emission);
    this.#overflow(this.#waiting.push({ id, emission, bytes }));
    if (this.#waiting.length >= this.#settings.most || bytes >= mostBatchBytes) this.#flush();
    else this.#plan();
  }

  /** A message that must not overtake the readings before it. */
  then(message: ChildMessage): void {
    this.#overflow(this.#waiting.push({ message }));
    this.#flush();
  }

  /** A device works but not well, or well again; only the last word counts. */
  report(id: number, reason: StatusReason | undefined): void {
    this.#reports.set(id, reason);
    this.#plan();
  }

  /** The device is closed: what it still has to say interests nobody. */
  forget(id: number): void {
    this.#reports.delete(id);
    this.#waiting.forget(id);
  }

  /** The host has taken the batches up to `batch`. */
  acked(batch: number): void {
    this.#taken = Math.max(this.#taken, Math.min(batch, this.#sent));
    if (this.#waiting.length > 0) this.#flush();
  }

  #plan(): void {
    if (this.#planned) return;
    this.#planned = true;
    const due = this.#lastFlush + this.#settings.every - this.#clock.now();
    // A clock that was set back must not make readings wait.
    if (due > 0 && due <= this.#settings.every) {
      this.#cancel = this.#clock.schedule(due, () => {
        this.#flush();
      });
    } else
      queueMicrotask(() => {
        if (this.#planned) this.#flush();
      });
  }

  #flush(): void {
    this.#cancel();
    this.#planned = false;
    this.#lastFlush = this.#clock.now();
    for (const [id, reason] of this.#reports) this.#sendReport(id, reason);
    this.#reports.clear();
    while (this.#waiting.length > 0) {
      const message = this.#waiting.takeMessage();
      if (message !== undefined) this.#send(message);
      else if (this.#sent - this.#taken < this.#settings.window) this.#sendBatch();
      else return;
    }
  }

  #sendReport(id: number, reason: StatusReason | undefined): void {
    try {
      this.#send({ type: "report", id, ...(reason !== undefined && { reason }) });
    } catch {
      const { code, message } = reason ?? {};
      this.#send({ type: "report", id, reason: { code: code ?? "driver-bug", message: show(message, 500) } });
    }
  }

  #sendBatch(): void {
    const { ids, emissions } = this.#waiting.takeBatch(this.#settings.most, mostBatchBytes);
    const dropped = this.#waiting.takeDropped();
    this.#sent += 1;
    const batch = { type: "batch", number: this.#sent, ids, ...(dropped.length > 0 && { dropped }) } as const;
    try {
      this.#send({ ...batch, ...packReadings(emissions) });
    } catch {
      // One that is no plain data must not take the others with it.
      this.#send({ ...batch, ...packReadings(emissions.map(sendable)) });
    }
  }

  #overflow(pushedOut: readonly Waiting[]): void {
    for (const waiting of pushedOut) if ("message" in waiting) this.#send(waiting.message);
  }
}

/** Bytes of the buffers that an emission holds; they are the only large thing in a reading. */
function bytesOf(emission: unknown): number {
  let bytes = 0;
  const data: unknown = typeof emission === "object" && emission !== null && "data" in emission && emission.data;
  if (typeof data !== "object" || data === null) return 0;
  for (const value of Object.values(data)) if (ArrayBuffer.isView(value)) bytes += value.byteLength;
  return bytes;
}

/** The emission, or where it cannot be sent a text about it, which the host takes for no reading. */
function sendable(emission: unknown): unknown {
  try {
    return structuredClone(emission);
  } catch (thrown) {
    return `something that is no plain data: ${show(thrown instanceof Error ? thrown.message : thrown, 200)}`;
  }
}
