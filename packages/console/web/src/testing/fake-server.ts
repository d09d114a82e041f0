import { emptyState, type Hello, type WireItem } from "../../../src/wire/index.ts";
import type { Fetcher } from "../client/api.ts";
import { type FakeTape, fakeTape, start } from "./fake-tape.ts";

/** Stands for the server in tests: answers what a page asks, and says on the stream what the test says. */
export interface FakeServer {
  readonly fetcher: Fetcher;
  readonly tape: FakeTape;
  /** Paths below `api/v1/`, in the order in which they were asked for. */
  readonly asked: string[];
  /** Bodies of what was posted. */
  readonly posted: unknown[];
  /** Sends a batch on every open stream. */
  say(...items: WireItem[]): void;
  /** Ends every open stream. */
  hangUp(): void;
  /** While true nothing is answered at all. */
  down: boolean;
  /** While true a token is wanted. */
  locked: boolean;
  hello: Hello;
}

export const token = "a token of the store";

export function fakeServer(mode: Hello["mode"], seconds = 60, read = seconds): FakeServer {
  const tape = fakeTape(seconds, read);
  const streams = new Set<ReadableStreamDefaultController<Uint8Array>>();
  const encoder = new TextEncoder();
  let messages = 0;
  const { from, until, chunkMs, from0 } = tape.range();
  const store = { name: "corner", currency: "EUR" } as unknown as Hello["store"];
  const server: FakeServer = {
    tape,
    asked: [],
    posted: [],
    down: false,
    locked: false,
    hello: {
      version: 1,
      mode,
      name: "corner",
      at: start,
      store,
      rights: { command: true, install: false },
      truth: false,
      tape: mode === "replay" ? tape.range() : { from, until, chunkMs, from0, complete: false },
    },
    say(...items) {
      const text = `id: c-${++messages}\ndata: ${JSON.stringify(items)}\n\n`;
      for (const stream of streams) stream.enqueue(encoder.encode(text));
    },
    hangUp() {
      for (const stream of streams) stream.close();
      streams.clear();
    },
    async fetcher(url, init) {
      const path = url.replace(/^.*api\/v1\//, "");
      server.asked.push(path);
      if (server.down) throw new TypeError("fetch failed");
      if (typeof init?.body === "string") server.posted.push(JSON.parse(init.body));
      if (path === "login") {
        const right = (server.posted.at(-1) as { readonly token: string }).token === token;
        if (right) server.locked = false;
        return right ? new Response(null, { status: 204 }) : refusal(401, "console-token-wrong");
      }
      if (path === "logout") {
        server.locked = true;
        return Response.json({});
      }
      if (server.locked) return refusal(401, "console-token-missing");
      if (path === "hello") return Response.json(server.hello);
      if (path === "stream") return new Response(open());
      if (path === "commands") return Response.json({ outcome: "done" });
      const chunk = /^chunks\/(\d+)$/.exec(path)?.[1];
      const found = chunk === undefined ? tape.moment(Number(path.split("=")[1])) : tape.chunk(Number(chunk));
      return found === undefined ? refusal(404, "console-not-found") : Response.json(found);
    },
  };
  function open(): ReadableStream<Uint8Array> {
    let mine: ReadableStreamDefaultController<Uint8Array> | undefined;
    return new ReadableStream<Uint8Array>({
      start(controller) {
        mine = controller;
        streams.add(controller);
        const state = { k: "state", t: start, state: emptyState };
        controller.enqueue(encoder.encode(`id: c-0\ndata: ${JSON.stringify([state])}\n\n`));
      },
      cancel() {
        if (mine !== undefined) streams.delete(mine);
      },
    });
  }
  return server;
}

function refusal(status: number, code: string): Response {
  return Response.json({ error: { code, message: "No.", remedy: "Ask." } }, { status });
}
