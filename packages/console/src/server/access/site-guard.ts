import type { IncomingMessage } from "node:http";
import { RefusedError } from "../refused-error.ts";
import { hostName, isLoopback } from "./loopback.ts";

/**
 * Refuses a request under a name that another site may have given this machine (DNS rebinding). `hosts` are names that a
 * host app is known by.
 */
export function guardHost({ headers, socket }: IncomingMessage, hosts: readonly string[]): void {
  const name = hostName(headers.host);
  const known = name !== undefined && (isLoopback(name) || hosts.includes(name));
  if (known || (name !== undefined && hosts.length === 0 && !isLoopback(socket.localAddress ?? ""))) return;
  throw new RefusedError("console-host-refused", "The Host header names another host than this console.", {
    status: 403,
    remedy: "Open the page as 127.0.0.1 or localhost, or name the host in createConsole's `hosts`.",
  });
}

/** Refuses what comes from another site's page: its scripts may not read, nor send in the user's name. */
export function guardOrigin({ headers, method }: IncomingMessage): void {
  const site = headers["sec-fetch-site"];
  const own = site === undefined || site === "same-origin" || site === "none";
  const reads = method === "GET" || method === "HEAD";
  if (own && (reads || isOwnOrigin(headers.origin, headers.host))) return;
  throw new RefusedError("console-origin-refused", "The request comes from the page of another site.", {
    status: 403,
    remedy: "Use the console's own page, or a program that sends no Origin header.",
  });
}

/** Programs that are no browsers send no origin. */
function isOwnOrigin(origin: string | undefined, host: string | undefined): boolean {
  if (origin === undefined) return true;
  try {
    return new URL(origin).host === host?.toLowerCase();
  } catch {
    return false;
  }
}
