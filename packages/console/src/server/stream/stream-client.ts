import type { ServerResponse } from "node:http";
import type { Opening } from "./opening.ts";

/** One client that follows. What it has not got yet stays in the log that all share; here is only where it stands. */
export interface StreamClient {
  readonly response: ServerResponse;
  /** Whether it may still listen: a login ends. */
  readonly stillAllowed: () => boolean;
  /** What it gets first, until it has got that. */
  opening: Opening | undefined;
  /** Number of the next item in the log that it wants. */
  cursor: number;
  /** The last turn of which it got the newest frame; −1 before the first. */
  turn: number;
  /** Its socket takes no more since then (ms since the epoch); nothing is queued for it until it drains. */
  blockedSince: number | undefined;
}

/** Writes one message; from then on the client may count as blocked. */
export function writeTo(client: StreamClient, bytes: Buffer | string, now: number): void {
  if (!client.response.write(bytes)) client.blockedSince = now;
}

/** Ends its stream; one that takes nothing could not even be told, and is cut off. */
export function endStream({ response, blockedSince }: StreamClient): void {
  if (blockedSince === undefined) response.end();
  else response.destroy();
}
