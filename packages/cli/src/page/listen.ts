import { AisleError } from "@aisle/sdk";
import type { PageArguments } from "../arguments/index.ts";

/** Where a page is looked for unless its port was named. Enough for as many stores on one machine. */
const firstPort = 4870;
const lastPort = 4899;

/** What the system says of a port that somebody else has. On Windows whole ranges are kept from everybody. */
const taken: ReadonlySet<unknown> = new Set(["EADDRINUSE", "EACCES"]);

/**
 * Calls `listen` with the port that was named, or with one after the other until one is free.
 * @throws AisleError `page-port-taken` (transport) where none is; what else `listen` throws, and all of it for a named one
 */
export async function listenOnFreePort<T>(
  { host, port: named }: Pick<PageArguments, "host" | "port">,
  listen: (port: number) => Promise<T>,
): Promise<T> {
  if (named !== undefined) return listen(named);
  let cause: unknown;
  for (let port = firstPort; port <= lastPort; port += 1) {
    try {
      return await listen(port);
    } catch (error) {
      if (!isTaken(error)) throw error;
      cause = error;
    }
  }
  throw new AisleError("page-port-taken", `Every port from ${firstPort} to ${lastPort} of ${host} is taken.`, {
    category: "transport",
    remedy: "name another one for the page, such as --page 8080, or end what uses these",
    cause,
  });
}

/** Whether an error, or what is behind it, says that a port is not to be had. */
function isTaken(error: unknown): boolean {
  // A chain of causes may be a ring.
  let at = error;
  for (let depth = 0; depth < 5 && typeof at === "object" && at !== null; depth += 1) {
    if ("code" in at && taken.has(at.code)) return true;
    at = "cause" in at ? at.cause : undefined;
  }
  return false;
}
