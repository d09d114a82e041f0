import { createServer, request as httpRequest, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { VirtualClock } from "@aisle/sdk";
import type { WireError } from "../../wire/index.ts";
import type { ConsoleOptions } from "../console-options.ts";
import { type Console, createConsole } from "../create-console.ts";
import { type FakeSource, fakeSource } from "./fake-source.ts";

/** What came back from one request. */
export interface Answer {
  readonly status: number;
  readonly headers: IncomingMessage["headers"];
  readonly bytes: Buffer;
  /** The body, where it is JSON. */
  readonly json: unknown;
  /** The refusal in it; nothing of it where it is none. */
  readonly error: Partial<WireError["error"]>;
}

export interface Asking {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** The body as it is, in place of JSON. */
  readonly raw?: string | Buffer;
}

/** A console behind a server in this process, on a free port of 127.0.0.1. */
export interface Served {
  readonly console: Console;
  readonly source: FakeSource;
  readonly clock: VirtualClock;
  readonly port: number;
  /** Answers under way, the oldest first. */
  readonly responses: readonly ServerResponse[];
  ask(path: string, asking?: Asking): Promise<Answer>;
  post(path: string, body: unknown, headers?: Readonly<Record<string, string>>): Promise<Answer>;
  [Symbol.asyncDispose](): Promise<void>;
}

export async function serveTest(options: ConsoleOptions & { readonly source?: FakeSource } = {}): Promise<Served> {
  const { source = fakeSource(), ...given } = options;
  const clock = new VirtualClock(1_000_000);
  const console = createConsole(source, { clock, ...given });
  const responses: ServerResponse[] = [];
  const server = createServer((request, response) => {
    responses.push(response);
    void console.handle(request, response).then((handled) => {
      if (!handled) response.writeHead(418).end("the host's own");
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const ask = (path: string, asking: Asking = {}): Promise<Answer> => askAt(port, path, asking);
  return {
    console,
    source,
    clock,
    port,
    responses,
    ask,
    post: (path, body, headers) => ask(path, { method: "POST", body, ...(headers === undefined ? {} : { headers }) }),
    [Symbol.asyncDispose]: async () => {
      console.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function askAt(port: number, path: string, { method = "GET", headers = {}, body, raw }: Asking): Promise<Answer> {
  const sent = raw ?? (body === undefined ? undefined : JSON.stringify(body));
  const type = body === undefined ? {} : { "content-type": "application/json" };
  return new Promise((resolve, reject) => {
    const request = httpRequest({ port, host: "127.0.0.1", path, method, headers: { ...type, ...headers } });
    request.on("error", reject);
    request.on("response", (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("end", () => {
        const bytes = Buffer.concat(chunks);
        const { statusCode = 0, headers: got } = response;
        const isJson = got["content-type"]?.startsWith("application/json") === true;
        const json = isJson && got["content-encoding"] === undefined && bytes.length > 0;
        const body = json ? (JSON.parse(bytes.toString()) as Partial<WireError>) : undefined;
        resolve({ status: statusCode, headers: got, bytes, json: body, error: body?.error ?? {} });
      });
      response.on("error", reject);
    });
    request.end(sent);
  });
}
