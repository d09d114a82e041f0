import { request as httpRequest, type IncomingMessage } from "node:http";
import type { Socket } from "node:net";
import { cutOff, givenUp, toHttpError, tooBig } from "../errors.ts";
import { connect } from "./connect.ts";
import type { HttpClient, HttpReply, HttpRequest } from "./http-client.ts";

/** The default HTTP client: node:http, a connection of its own for each request, gone when the answer is there. */
export const nodeHttp: HttpClient = async (request) => {
  const url = new URL(request.url);
  const secure = url.protocol === "https:";
  const host = url.hostname.startsWith("[") ? url.hostname.slice(1, -1) : url.hostname;
  const port = url.port === "" ? (secure ? 443 : 80) : Number(url.port);
  const socket = await connect({ host, port, ...(secure && { tls: request.tls ?? {} }) }, request.signal);
  try {
    return await exchange(socket, url, request);
  } finally {
    socket.destroy();
  }
};

function exchange(socket: Socket, url: URL, request: HttpRequest): Promise<HttpReply> {
  return new Promise((resolve, reject) => {
    const { signal, body } = request;
    const sending = httpRequest({
      // The connection stands already, and its certificate has been checked.
      createConnection: () => socket,
      method: request.method,
      path: `${url.pathname}${url.search}`,
      headers: {
        host: url.host,
        ...request.headers,
        ...(body !== undefined && { "content-length": String(body.length) }),
      },
    });
    const fail = (thrown: unknown): void => {
      signal.removeEventListener("abort", onAbort);
      reject(toHttpError(thrown));
      sending.destroy();
    };
    const onAbort = (): void => fail(givenUp("The request"));
    signal.addEventListener("abort", onAbort, { once: true });
    sending.on("error", fail);
    sending.on("close", () => fail(cutOff()));
    sending.on("response", (response) => {
      collect(response, request.maxBytes).then((bytes) => {
        signal.removeEventListener("abort", onAbort);
        resolve({ status: response.statusCode ?? 0, headers: headersOf(response), body: bytes });
      }, fail);
    });
    if (signal.aborted) onAbort();
    else sending.end(body);
  });
}

function collect(response: IncomingMessage, most: number): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    response.on("data", (chunk: Buffer) => {
      length += chunk.length;
      if (length > most) reject(tooBig("a request", most));
      else chunks.push(chunk);
    });
    response.on("error", reject);
    response.on("end", () => resolve(new Uint8Array(Buffer.concat(chunks))));
    response.on("close", () => reject(cutOff()));
  });
}

function headersOf(response: IncomingMessage): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(response.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(", ") : (value ?? ""),
    ]),
  );
}
