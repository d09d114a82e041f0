import { type Hello, wireVersion } from "../../wire/index.ts";
import type { ConsoleParts } from "../console-parts.ts";
import { sendGzippedJson, sendJson } from "../http/send.ts";
import { RefusedError } from "../refused-error.ts";
import { busy } from "./answers-by-key.ts";
import type { Handler } from "./exchange.ts";
import { invalid } from "./fields.ts";

/** So many chunks may be made or sent at once. */
const mostChunks = 32;

/** Handlers of all GETs but the stream, by the first part of the address. */
export function readHandlers({ source, rights }: ConsoleParts): Readonly<Record<string, Handler>> {
  let chunks = 0;
  const chunk =
    (read: (exchange: Parameters<Handler>[0]) => Promise<unknown>): Handler =>
    async (exchange) => {
      if (chunks >= mostChunks) throw busy(`${mostChunks} chunks are being read.`);
      chunks += 1;
      try {
        const found = await read(exchange);
        const { request, response } = exchange;
        if (found === undefined) response.writeHead(204).end();
        else if (found instanceof Uint8Array) await sendGzippedJson(request, response, found);
        else await sendJson(request, response, found);
      } finally {
        chunks -= 1;
      }
    };
  /** Nothing yet, or not any more: 204, for a page may ask early, and browsers call each 404 an error. */
  const perhaps =
    (read: (exchange: Parameters<Handler>[0]) => unknown): Handler =>
    async (exchange) => {
      const found = read(exchange);
      if (found === undefined) exchange.response.writeHead(204).end();
      else await sendJson(exchange.request, exchange.response, found);
    };
  const json =
    (read: (exchange: Parameters<Handler>[0]) => unknown): Handler =>
    async (exchange) => {
      await sendJson(exchange.request, exchange.response, read(exchange));
    };

  return {
    hello: json((): Hello => {
      const { mode, name, model, settingsFile, modelFile, installation } = source;
      return {
        version: wireVersion,
        mode,
        name,
        at: source.now(),
        store: model,
        rights: {
          command: rights.command && (source.command ?? source.setService) !== undefined,
          install: rights.install && source.install !== undefined,
        },
        ...(settingsFile === undefined ? {} : { settingsFile }),
        ...(modelFile === undefined ? {} : { modelFile }),
        ...(installation === undefined ? {} : { installation }),
        truth: source.truth !== undefined,
        tape: source.range(),
      };
    }),
    chunks: chunk(async ({ path }) => source.chunk(wholeNumber(path[1]))),
    moment: chunk(async ({ query }) => source.moment(time(query, "t"))),
    marks: json(({ query }) => {
      const from = query.has("from") ? time(query, "from") : Number.NEGATIVE_INFINITY;
      const to = query.has("to") ? time(query, "to") : Number.POSITIVE_INFINITY;
      return source.marks().filter(({ t }) => t >= from && t <= to);
    }),
    evidence: perhaps(({ path }) => source.evidence(path[1] ?? "")),
    truth: perhaps(() => source.truth?.()),
    plates: json(({ query }) => {
      const plates = source.plates?.(query.get("shelf") ?? "");
      if (plates !== undefined) return plates;
      throw notThere(
        "There is no such shelf, or nothing is known of its plates here.",
        "`GET hello` names the shelves, as store.shelves.",
      );
    }),
  };
}

/** What is asked for is not there. */
export function notThere(
  message: string,
  remedy = "docs/wire-format.md of @aisle/console lists every address.",
): RefusedError {
  return new RefusedError("console-not-there", message, { status: 404, remedy });
}

function wholeNumber(given: string | undefined): number {
  if (given === undefined || !/^\d{1,9}$/.test(given)) throw invalid("chunks/N", "a whole number");
  return Number(given);
}

function time(query: URLSearchParams, name: string): number {
  const given = query.get(name) ?? "";
  if (!/^-?\d{1,16}(?:\.\d{1,20})?$/.test(given)) throw invalid(name, "a time in ms since the epoch");
  return Number(given);
}
