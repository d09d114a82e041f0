import { AisleError } from "../errors/aisle-error.ts";
import type { HttpTransport } from "../transports/transports.ts";

/** What a fake device answers: a text, bytes, JSON of anything else; or a whole answer made from the request's body. */
export type FakeHttpAnswer = unknown;

/** An HTTP device under a test's hand. */
export interface FakeHttpTransport extends HttpTransport {
  /** Answers by `METHOD /path`; one that is missing is a 404. A function is asked each time; it may throw. */
  readonly routes: Map<string, FakeHttpAnswer>;
  /** Every request, as in `GET /status`; the last 1,000. */
  readonly requests: readonly string[];
}

/** Makes an HTTP device with these routes: `fakeHttpTransport({ "GET /status": { open: true } })`. */
export function fakeHttpTransport(routes: Readonly<Record<string, FakeHttpAnswer>> = {}): FakeHttpTransport {
  const table = new Map(Object.entries(routes));
  const requests: string[] = [];
  return {
    routes: table,
    requests,
    async request(path, { method = "GET", body, signal } = {}) {
      if (signal?.aborted === true) {
        throw new AisleError("aborted", "The request was given up before it began.", { category: "transport" });
      }
      const route = `${method} ${path}`;
      requests.push(route);
      if (requests.length > 1_000) requests.shift();
      if (!table.has(route)) return { status: 404, headers: {}, body: new Uint8Array() };
      const answer = table.get(route);
      return { status: 200, headers: {}, body: toBytes(typeof answer === "function" ? answer(body) : answer) };
    },
  };
}

function toBytes(answer: unknown): Uint8Array {
  if (answer instanceof Uint8Array) return answer.slice();
  return new TextEncoder().encode(typeof answer === "string" ? answer : JSON.stringify(answer ?? null));
}
