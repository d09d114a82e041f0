import type { AisleError } from "../../errors/aisle-error.ts";
import { fromErrorRecord } from "../../errors/error-record.ts";
import type { Clock } from "../../time/clock.ts";
import { ackEvery, type BatchSettings } from "../protocol/batch-settings.ts";
import type { Batch, CallOf, ChildMessage, HostMessage, OpenedDevice } from "../protocol/messages.ts";
import { unpackReadings } from "../protocol/pack-readings.ts";
import { packSettings } from "../protocol/pack-settings.ts";
import { DropNotice } from "./drop-notice.ts";
import { OpenCalls } from "./open-calls.ts";
import type { ProcessCounters } from "./process-health.ts";
import { Remote, type RemoteListener } from "./remote.ts";

/** What a connection works with. */
export interface ConnectionOptions {
  readonly send: (message: HostMessage) => void;
  readonly batch: BatchSettings;
  readonly counters: ProcessCounters;
  readonly clock: Clock;
}

/** The conversation with one running process: what is open in it, and what it was asked. It ends with the process. */
export class Connection {
  readonly #send: (message: HostMessage) => void;
  readonly #counters: ProcessCounters;
  readonly #remotes = new Map<number, Remote>();
  readonly #calls: OpenCalls;
  readonly #ackEvery: number;
  readonly #drops: DropNotice;
  #lastId = 0;
  #unacked = 0;
  #lost: AisleError | undefined;

  constructor({ send, batch, counters, clock }: ConnectionOptions) {
    this.#send = send;
    this.#counters = counters;
    this.#calls = new OpenCalls(send);
    this.#ackEvery = ackEvery(batch);
    this.#drops = new DropNotice(clock);
  }

  /** Opens a transport in the process. */
  openTransport(transport: string, settings: unknown, listener: RemoteListener): Remote {
    return this.#open(listener, (id) => ({
      type: "open-transport",
      id,
      transport,
      settings: packSettings(settings),
    }));
  }

  /** Opens a device in the process, over a transport that is open there. */
  openDevice(
    { device, driver, settings, over }: { device: string; driver: string; settings: unknown; over: Remote | undefined },
    listener: RemoteListener,
  ): Remote {
    return this.#open(listener, (id) => ({
      type: "open-device",
      id,
      device,
      driver,
      settings: packSettings(settings),
      ...(over !== undefined && { over: over.id }),
    }));
  }

  /** Rejects with `settings-invalid`, as the driver or transport itself says it. */
  async check(of: "driver" | "transport", name: string, settings: unknown): Promise<void> {
    await this.#calls.ask((call) => ({ type: "check", call, of, name, settings: packSettings(settings) }), undefined);
  }

  listen({ id }: Remote): void {
    this.#send({ type: "listen", id });
  }

  /** Asks an open device for something; rejects with what its driver raises, or when the process is lost. */
  call({ id }: Remote, what: CallOf, signal: AbortSignal): Promise<unknown> {
    return this.#calls.ask((call) => ({ type: "call", id, call, ...what }), signal);
  }

  /** Resolves when the process has let go of it; at once when the process is gone. */
  async close(remote: Remote): Promise<void> {
    if (this.#lost === undefined && this.#remotes.get(remote.id) === remote) {
      this.#send({ type: "close", id: remote.id });
      await remote.closed;
    }
  }

  /** A message of the process, after its `ready`. */
  handle(message: ChildMessage): void {
    switch (message.type) {
      case "batch":
        this.#take(message);
        return;
      case "opened":
        this.#remotes.get(message.id)?.onOpened(message.device satisfies OpenedDevice | undefined);
        return;
      case "lost":
        this.#remotes.get(message.id)?.onLost(fromErrorRecord(message.error));
        return;
      case "closed":
        this.#forget(message.id);
        return;
      case "outcome":
        this.#calls.settle(message);
        return;
      case "report":
        this.#remotes.get(message.id)?.listener.report?.(message.reason);
        return;
      case "log":
        this.#remotes.get(message.id)?.listener.log[message.level](message.message, message.fields);
        return;
      default:
    }
  }

  /** The process is gone: whatever was open in it is lost, whatever it was asked has no answer. */
  lost(error: AisleError): void {
    if (this.#lost !== undefined) return;
    this.#lost = error;
    this.#calls.lost(error);
    for (const remote of [...this.#remotes.values()]) {
      remote.onLost(error);
      this.#forget(remote.id);
    }
  }

  #open(listener: RemoteListener, message: (id: number) => HostMessage): Remote {
    this.#lastId += 1;
    const remote = new Remote(this.#lastId, listener);
    if (this.#lost !== undefined) {
      remote.onLost(this.#lost);
      return remote;
    }
    this.#send(message(remote.id));
    this.#remotes.set(remote.id, remote);
    return remote;
  }

  #take(batch: Batch): void {
    const { number, ids, dropped } = batch;
    const remotes = this.#remotes;
    unpackReadings(batch, (emission, index) => {
      remotes.get(ids[index]!)?.emit(emission);
    });
    this.#counters.readings += ids.length;
    this.#counters.batches += 1;
    if (dropped !== undefined) {
      for (const [id, lost] of dropped) this.#dropped(id, lost);
    }
    this.#unacked += 1;
    if (this.#unacked < this.#ackEvery) return;
    this.#unacked = 0;
    this.#send({ type: "ack", batch: number });
  }

  #dropped(id: number, count: number): void {
    this.#counters.dropped += count;
    const remote = this.#remotes.get(id);
    if (remote !== undefined) this.#drops.add(id, count, remote.listener.log);
  }

  #forget(id: number): void {
    const remote = this.#remotes.get(id);
    if (remote === undefined) return;
    this.#remotes.delete(id);
    this.#drops.end(id, remote.listener.log);
    remote.onClosed();
  }
}
