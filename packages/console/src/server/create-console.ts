import type { IncomingMessage, ServerResponse } from "node:http";
import { silentLogger, systemClock } from "@aisle/sdk";
import type { ConsoleSource } from "../console-source.ts";
import { apiPath } from "../wire/index.ts";
import { Access, guardHost, guardOrigin } from "./access/index.ts";
import { busy, invalid, methodRefused, routeOf, routesOf } from "./api/index.ts";
import { type ConsoleOptions, checkOptions } from "./console-options.ts";
import { builtPageFolder, delivered, sendPageFile, sendRefusal, setCommonHeaders } from "./http/index.ts";
import { RefusedError } from "./refused-error.ts";
import { safeLog } from "./safe-log.ts";
import { Streams } from "./stream/index.ts";

/** So many requests are answered at once, streams aside: an answer waits in memory for whoever takes it slowly. */
const mostAnswers = 128;

/** The page and the wire format of one source, to be served by any server of Node. */
export interface Console {
  /**
   * Answers a request below the base path and gives true, once the answer is out or the stream has begun; gives false
   * for any other. Never rejects.
   */
  handle(request: IncomingMessage, response: ServerResponse): Promise<boolean>;
  /** Whether it wants a token. */
  readonly secured: boolean;
  /** Such as `/aisle/`. */
  readonly path: string;
  /** Ends all streams and lets go of the source, which stays open. */
  close(): void;
}

/**
 * Shows a source, such as what `watchHub` or `watchReplay` gives, to browsers and other clients. It binds no port: hand
 * requests to `handle`, or use `serveConsole`. Raises `console-options-invalid`.
 */
export function createConsole(source: ConsoleSource, options: ConsoleOptions = {}): Console {
  const base = checkOptions(options);
  const { rights = {}, token, clock = systemClock, hosts: given, pageFolder = builtPageFolder() } = options;
  const hosts = (given ?? []).map((host) => host.toLowerCase());
  const log = safeLog(options.log ?? silentLogger);
  const path = `${base}/`;
  const access = new Access({ token, open: hosts.length > 0, cookiePath: path, clock });
  const streams = new Streams(source, clock, log);
  const may = { command: rights.command ?? false, install: rights.install ?? false };
  const routes = routesOf({ source, rights: may, access, streams, clock, log });
  const api = `${path}${apiPath}/`;
  let closed = false;
  let underWay = 0;

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (closed) throw new RefusedError("console-closed", "The console was closed.", { status: 503 });
    if (underWay > mostAnswers) throw busy(`${mostAnswers} requests are being answered.`);
    guardHost(request, hosts);
    const [place = "", query = ""] = splitOnce(request.url ?? "", "?");
    const { method } = request;
    if (place.startsWith(api)) {
      guardOrigin(request);
      const parts = partsOf(place.slice(api.length));
      // Who may not come in does not learn what is there.
      const open = routes.get(parts[0] ?? "")?.open === true;
      const stillAllowed = open ? () => true : access.check(request);
      const route = routeOf(routes, parts, method);
      await route.handle({ request, response, path: parts, query: new URLSearchParams(query), stillAllowed });
      return;
    }
    if (method !== "GET" && method !== "HEAD") throw methodRefused("GET, HEAD");
    if (place !== base || base === "") await sendPageFile(request, response, pageFolder, place.slice(path.length));
    else response.writeHead(308, { location: query === "" ? path : `${path}?${query}` }).end();
  };

  return {
    secured: access.secured,
    path,
    handle: async (request, response) => {
      const place = splitOnce(request.url ?? "", "?")[0] ?? "";
      if (place !== base && !place.startsWith(path)) return false;
      underWay += 1;
      try {
        setCommonHeaders(response);
        await answer(request, response);
      } catch (error) {
        if (!(error instanceof RefusedError)) log.failure("a request failed", error);
        try {
          await sendRefusal(request, response, error);
        } catch {
          response.destroy();
        }
      } finally {
        await delivered(response, clock);
        underWay -= 1;
      }
      return true;
    },
    close: () => {
      closed = true;
      streams.close();
    },
  };
}

function splitOnce(text: string, separator: string): readonly string[] {
  const at = text.indexOf(separator);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + separator.length)];
}

function partsOf(path: string): readonly string[] {
  try {
    return path.split("/").map(decodeURIComponent);
  } catch {
    throw invalid("address", "percent signs that stand for characters");
  }
}
