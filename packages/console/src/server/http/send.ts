import type { IncomingMessage, ServerResponse } from "node:http";
import { promisify } from "node:util";
import { gunzip, gzip } from "node:zlib";
import { refusalOf } from "../refused-error.ts";

const zip = promisify(gzip);
const unzip = promisify(gunzip);
/** Less than this is not worth it. */
const leastZipped = 8 * 1_024;
/** More than any chunk holds. */
const mostUnzipped = 256 * 1_024 * 1_024;
const json = "application/json; charset=utf-8";

/** Sends bytes, gzipped where that helps and the client takes it. HEAD gets the headers only. */
export async function send(
  request: IncomingMessage,
  response: ServerResponse,
  { status = 200, type, bytes }: { status?: number; type: string; bytes: Uint8Array },
): Promise<void> {
  const zipped = bytes.length >= leastZipped && /^(?:text\/|application\/json|image\/svg)/.test(type);
  response.setHeader("vary", "accept-encoding");
  if (!zipped || !takesGzip(request)) end(request, response, status, type, bytes);
  else {
    const packed = await zip(bytes, { level: 1 });
    response.setHeader("content-encoding", "gzip");
    end(request, response, status, type, packed);
  }
}

export async function sendJson(
  request: IncomingMessage,
  response: ServerResponse,
  value: unknown,
  status = 200,
): Promise<void> {
  await send(request, response, { status, type: json, bytes: Buffer.from(JSON.stringify(value)) });
}

/** Sends JSON that is gzipped already as it is; whoever does not take that gets it unpacked. */
export async function sendGzippedJson(
  request: IncomingMessage,
  response: ServerResponse,
  bytes: Uint8Array,
): Promise<void> {
  response.setHeader("vary", "accept-encoding");
  if (takesGzip(request)) {
    response.setHeader("content-encoding", "gzip");
    end(request, response, 200, json, bytes);
  } else end(request, response, 200, json, await unzip(bytes, { maxOutputLength: mostUnzipped }));
}

/** Sends what was thrown; where an answer has begun already, it is broken off. */
export async function sendRefusal(request: IncomingMessage, response: ServerResponse, thrown: unknown): Promise<void> {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const { status, headers, body } = refusalOf(thrown);
  for (const name of ["content-encoding", "set-cookie"]) response.removeHeader(name);
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  await sendJson(request, response, body, status);
}

function end(
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
  type: string,
  bytes: Uint8Array,
): void {
  response.writeHead(status, { "content-type": type, "content-length": bytes.length });
  response.end(request.method === "HEAD" ? undefined : bytes);
}

function takesGzip(request: IncomingMessage): boolean {
  const accepted = request.headers["accept-encoding"];
  const gzipped = /(?:^|,)\s*(?:gzip|\*)\s*(?:;\s*q=([\d.]+))?\s*(?:,|$)/i.exec(
    typeof accepted === "string" ? accepted : "",
  );
  return gzipped !== null && Number(gzipped[1] ?? 1) > 0;
}
