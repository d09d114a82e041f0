/** A request to the camera, over a socket or in memory. */
export interface OnvifHttpRequest {
  readonly method: string;
  /** A path, or a whole address. */
  readonly url: string;
  readonly headers?: Readonly<Record<string, string | undefined>>;
  readonly body?: Uint8Array | string;
  /** Aborted when whoever asks is gone; the answer then rejects with `aborted`. */
  readonly signal?: AbortSignal;
}

/** What the camera answers. */
export interface OnvifHttpResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** A request that was understood so far. */
export interface HttpCall {
  readonly method: string;
  /** Path and query, as they are asked for. */
  readonly target: string;
  readonly path: string;
  /** Host, with its port where one is told. */
  readonly authority: string;
  readonly host: string;
  /** By name in small letters. */
  readonly headers: ReadonlyMap<string, string>;
  readonly body: Uint8Array;
  readonly signal: AbortSignal | undefined;
}

/** Bytes of a body at most. */
export const longestBody = 65_536;
const longestTarget = 1_024;

const authorityShape = /^([a-z0-9.-]{1,255}|\[[0-9a-f:.]{2,64}\])(:\d{1,5})?$/i;

/** Takes a request apart; nothing where its address is no address. A `Host` that is none becomes 127.0.0.1. */
export function readCall({ method, url, headers = {}, body = "", signal }: OnvifHttpRequest): HttpCall | undefined {
  const [, given, target = "/"] =
    /^(?:https?:\/\/([^/?]*))?(\/[\x21-\x7e]*)?$/i.exec(url.slice(0, 2 * longestTarget)) ?? [];
  if (url.length > longestTarget || (given === undefined && !url.startsWith("/"))) return undefined;
  const byName = new Map<string, string>();
  for (const [name, value] of Object.entries(headers)) if (value !== undefined) byName.set(name.toLowerCase(), value);
  const authority = [byName.get("host"), given].find((each) => each !== undefined && authorityShape.test(each));
  const host = authorityShape.exec(authority ?? "")?.[1] ?? "127.0.0.1";
  return {
    method,
    target,
    path: target.replace(/\?.*$/, ""),
    authority: authority ?? host,
    host,
    headers: byName,
    body: typeof body === "string" ? Buffer.from(body) : body,
    signal,
  };
}

/** An answer with a text. */
export function textResponse(
  status: number,
  body: string,
  headers: Readonly<Record<string, string>> = {},
): OnvifHttpResponse {
  return { status, headers: { "content-type": "text/plain; charset=utf-8", ...headers }, body: Buffer.from(body) };
}
