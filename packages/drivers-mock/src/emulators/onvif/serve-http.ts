import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { AisleError, toAisleError } from "@aisle/sdk";
import type { OnvifCamera } from "./camera.ts";
import { longestBody, type OnvifHttpResponse } from "./http/index.ts";

/** A camera's HTTP side on a socket. */
export interface HttpListener {
  readonly port: number;
  /** Cuts every connection and frees the port; safe to call twice. */
  close(): Promise<void>;
}

/** Connections at once; whoever comes then is hung up. */
const mostConnections = 64;
/** How long a request may take to come (ms). */
const requestTimeoutMs = 10_000;

/** Serves `camera.http` over TCP. Raises `emulator-port-taken`, and what `toAisleError` makes of other refusals. */
export async function serveHttp(camera: Pick<OnvifCamera, "http">, host: string, port: number): Promise<HttpListener> {
  const server = createServer(
    { requestTimeout: requestTimeoutMs, headersTimeout: requestTimeoutMs },
    (request, response) => {
      // Whatever goes wrong, the connection is cut: so it looks when a camera is unplugged.
      answer(camera, request, response).catch(() => {
        request.socket.destroy();
      });
    },
  );
  server.maxConnections = mostConnections;
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error) => {
      reject(cannotListen(error, host, port));
    });
    server.listen(port, host, resolve);
  });
  // A connection that could not be taken: its client tries again.
  server.on("error", () => undefined);
  const closed = new Promise<void>((resolve) => {
    server.once("close", resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: () => {
      server.close();
      server.closeAllConnections();
      return closed;
    },
  };
}

async function answer(
  camera: Pick<OnvifCamera, "http">,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const gone = new AbortController();
  response.once("close", () => {
    gone.abort();
  });
  // For as long as it lives: an error without a listener would end the process.
  response.on("error", () => undefined);
  const body = await read(request);
  const {
    status,
    headers,
    body: content,
  } = await camera.http({
    method: request.method ?? "",
    url: request.url ?? "",
    headers: oneEach(request.headers),
    body,
    signal: gone.signal,
  });
  response.writeHead(status, {
    ...asCamerasWriteThem(headers),
    // More of a body than was read is still under way.
    ...(body.length > longestBody ? { Connection: "close" } : {}),
    "Content-Length": content.length,
  });
  response.end(content);
}

/** Names of headers mean the same in any letters, but there are clients that know them in these only. */
function asCamerasWriteThem(headers: OnvifHttpResponse["headers"]): OnvifHttpResponse["headers"] {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name.replaceAll(/(?<![a-z])[a-z]/g, (letter) => letter.toUpperCase()),
      value,
    ]),
  );
}

/** The body; of one that is too long only enough to know it. */
async function read(request: IncomingMessage): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let length = 0;
  // What is not read stays there, so that its sender can still be answered.
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    length += chunk.length;
    if (length > longestBody) break;
  }
  return Buffer.concat(chunks);
}

function oneEach(headers: IncomingMessage["headers"]): Readonly<Record<string, string | undefined>> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(", ") : value]),
  );
}

function cannotListen(error: NodeJS.ErrnoException, host: string, port: number): AisleError {
  if (error.code !== "EADDRINUSE") return toAisleError(error);
  return new AisleError("emulator-port-taken", `Another program listens at ${host}:${port} already.`, {
    category: "settings",
    remedy: "Close the other first, or take port 0 for a free one.",
    cause: error,
  });
}
