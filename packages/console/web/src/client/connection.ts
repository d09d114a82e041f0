import { type Hello, type WireItem, wireVersion } from "../../../src/wire/index.ts";
import type { Api } from "./api.ts";
import { serverEvents } from "./server-events.ts";
import type { Timers } from "./timers.ts";
import { failureOf, WireFailure } from "./wire-failure.ts";

export type ConnectionState = "connecting" | "connected" | "lost" | "unauthorised" | "incompatible";

export interface Connection {
  /** Tries again now: somebody logged in, the network is back, or a person asks for it. */
  readonly retry: () => void;
  readonly close: () => void;
}

export interface ConnectionOptions {
  readonly api: Api;
  readonly timers: Timers;
  readonly onState: (state: ConnectionState) => void;
  readonly onHello: (hello: Hello) => void;
  readonly onItems: (items: readonly WireItem[]) => void;
}

/** Waits between tries, ms; the last one again and again. */
const waits = [250, 500, 1_000, 2_000, 5_000, 10_000];
/** The server says something at least each 15 s; after this long it is taken for dead. */
const silence = 40_000;

/** Says hello, follows the stream, and begins again whenever that ends, until it is closed. */
export function connect({ api, timers, onState: tell, onHello, onItems }: ConnectionOptions): Connection {
  let state: ConnectionState = "connecting";
  const onState = (next: ConnectionState) => {
    state = next;
    tell(next);
  };
  let closed = false;
  let tries = 0;
  let lastEventId: string | undefined;
  let abort = new AbortController();
  let cancelWait: (() => void) | undefined;

  async function follow(signal: AbortSignal): Promise<void> {
    const hello = await api.hello();
    if (signal.aborted) return;
    if ((hello.version as number) !== wireVersion) {
      onState("incompatible");
      return;
    }
    onHello(hello);
    const response = await answer(signal);
    if (!response.ok || response.body === null) throw await failureOf(response);
    onState("connected");
    await read(response.body);
  }

  /** A server that takes the request and says nothing, not even yes, is as dead as one that falls silent. */
  async function answer(signal: AbortSignal): Promise<Response> {
    const late = new AbortController();
    const inTime = timers.after(silence, () => late.abort());
    try {
      return await api.stream(lastEventId, AbortSignal.any([signal, late.signal]));
    } finally {
      inTime();
    }
  }

  async function read(body: ReadableStream<Uint8Array>): Promise<void> {
    const reader = body.getReader();
    const decoder = new TextDecoder();
    const parse = serverEvents();
    let quiet: (() => void) | undefined;
    try {
      for (;;) {
        quiet?.();
        quiet = timers.after(silence, () => void reader.cancel().catch(() => undefined));
        const { value, done } = await reader.read();
        if (done) return;
        for (const message of parse(decoder.decode(value, { stream: true }))) {
          const items = JSON.parse(message.data) as readonly WireItem[];
          tries = 0;
          lastEventId = message.id;
          onItems(items);
        }
      }
    } finally {
      quiet?.();
      void reader.cancel().catch(() => undefined);
    }
  }

  async function attempt(): Promise<void> {
    const mine = new AbortController();
    abort = mine;
    let refused = false;
    try {
      await follow(mine.signal);
    } catch (error) {
      refused = error instanceof WireFailure && error.status === 401;
    }
    // Whoever aborted it has begun anew, or closed.
    if (mine.signal.aborted) return;
    if (refused) {
      lastEventId = undefined;
      onState("unauthorised");
      return;
    }
    if (state === "incompatible") return;
    onState("lost");
    cancelWait = timers.after(waits[Math.min(tries, waits.length - 1)]!, () => void attempt());
    tries++;
  }

  onState("connecting");
  void attempt();
  return {
    retry() {
      if (closed) return;
      cancelWait?.();
      abort.abort();
      tries = 0;
      onState("connecting");
      void attempt();
    },
    close() {
      closed = true;
      cancelWait?.();
      abort.abort();
    },
  };
}
