import type { ConsoleParts } from "../console-parts.ts";
import { RefusedError } from "../refused-error.ts";
import type { Handler } from "./exchange.ts";
import { notThere, readHandlers } from "./reads.ts";
import { loginHandlers, writeHandlers } from "./writes.ts";

/** What answers at one address. */
export interface Route {
  readonly method: "GET" | "POST";
  /** Whoever has no token may come here. */
  readonly open: boolean;
  readonly handle: Handler;
}

/** Addresses that have a second part. */
const withPart = new Set(["chunks", "evidence"]);

/** Every address below `api/v1/`, by its first part. */
export function routesOf(parts: ConsoleParts): ReadonlyMap<string, Route> {
  const stream: Handler = async ({ request, response, stillAllowed }) => {
    if (request.method === "HEAD") response.writeHead(200, { "content-type": "text/event-stream" }).end();
    else parts.streams.open(request, response, stillAllowed);
  };
  const routes = (handlers: Readonly<Record<string, Handler>>, method: Route["method"], open = false) =>
    Object.entries(handlers).map(([name, handle]) => [name, { method, open, handle }] as const);
  return new Map([
    ...routes({ ...readHandlers(parts), stream }, "GET"),
    ...routes(writeHandlers(parts), "POST"),
    ...routes(loginHandlers(parts), "POST", true),
  ]);
}

/** The route of an address for a method. Raises where there is none: 404, or 405 with what may be done there. */
export function routeOf(
  routes: ReadonlyMap<string, Route>,
  path: readonly string[],
  method: string | undefined,
): Route {
  const route = routes.get(path[0] ?? "");
  if (route === undefined || path.length !== (withPart.has(path[0] ?? "") ? 2 : 1)) {
    throw notThere("The wire format has no such address.");
  }
  if (route.method === method || (route.method === "GET" && method === "HEAD")) return route;
  throw methodRefused(route.method === "GET" ? "GET, HEAD" : "POST");
}

/** Nothing else can be done here. */
export function methodRefused(allow: string): RefusedError {
  return new RefusedError("console-method-refused", `Only ${allow} can be done here.`, {
    status: 405,
    headers: { allow },
  });
}
