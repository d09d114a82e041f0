import type { IncomingMessage, ServerResponse } from "node:http";

/** One request under way, and its address below `api/v1/` taken apart. */
export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** Such as `["chunks", "3"]`. */
  readonly path: readonly string[];
  readonly query: URLSearchParams;
  /** Whether whoever asked may still be told; for streams. */
  readonly stillAllowed: () => boolean;
}

/** Answers one request, or raises what becomes the refusal. */
export type Handler = (exchange: Exchange) => Promise<void>;
