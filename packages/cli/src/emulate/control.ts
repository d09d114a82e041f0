import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { EmulatedStore, EmulatedWire } from "@aisle/drivers-mock/emulators";
import { AisleError, isAisleError, toAisleError } from "@aisle/sdk";

/** Where faults are switched on and off while the emulators run. */
export interface ControlServer extends AsyncDisposable {
  readonly address: string;
}

/** A request that says more than this says nothing that is meant. */
const longestBody = 10_000;

/**
 * Serves `GET /` (every wire with its fault and counters) and `POST /faults`, whose body names a `wire` and a `fault`
 * (`null` ends it), and may have `forMs`, `chance` and `ms`; it is answered with that wire. A path that is not there is
 * 404, another method 405, a body that cannot be used 400. Raises `emulator-port-taken`.
 */
export async function serveControl(
  store: EmulatedStore,
  { host, port }: { readonly host: string; readonly port: number },
): Promise<ControlServer> {
  const server = createServer((request, response) => {
    const misplaced = checkPlace(request);
    if (misplaced !== undefined) {
      if (misplaced.allow !== undefined) response.setHeader("allow", misplaced.allow);
      reply(response, misplaced.status, { error: misplaced.error });
      return;
    }
    answer(store, request).then(
      (content) => reply(response, 200, content),
      (thrown: unknown) => {
        const { message, remedy } = toAisleError(thrown);
        reply(response, isAisleError(thrown) ? 400 : 500, { error: message, remedy });
      },
    );
  });
  server.listen(port, host);
  try {
    await once(server, "listening");
  } catch (thrown) {
    throw cannotListen(thrown, host, port);
  }
  const { port: taken } = server.address() as AddressInfo;
  return {
    address: `http://${host.includes(":") ? `[${host}]` : host}:${taken}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

function cannotListen(thrown: unknown, host: string, port: number): AisleError {
  if ((thrown as NodeJS.ErrnoException).code !== "EADDRINUSE") return toAisleError(thrown);
  return new AisleError("emulator-port-taken", `Another program listens at ${host}:${port} already.`, {
    category: "settings",
    remedy: "close the other first, give another --port, or leave it out for free ones",
    cause: thrown,
  });
}

function reply(response: ServerResponse, status: number, content: unknown): void {
  response.writeHead(status, { "content-type": "application/json" });
  response.end(`${JSON.stringify(content, null, 2)}\n`);
}

async function answer(store: EmulatedStore, request: IncomingMessage): Promise<unknown> {
  if (request.method === "GET") return store.wires.map(wireStory);
  let body = "";
  request.setEncoding("utf8");
  for await (const chunk of request) {
    body += String(chunk);
    if (body.length > longestBody) throw refused(`a body of at most ${longestBody} characters was expected`);
  }
  const wanted = parsed(body);
  store.setFault(wanted);
  const { wire } = wanted as { readonly wire: unknown };
  return store.wires.filter(({ id }) => id === wire).map(wireStory)[0];
}

/** The one method of each path. */
const methods: Readonly<Record<string, string>> = { "/": "GET", "/faults": "POST" };

interface Misplaced {
  readonly status: 404 | 405;
  readonly error: string;
  readonly allow?: string;
}

function checkPlace({ method = "", url = "" }: IncomingMessage): Misplaced | undefined {
  const path = url.split("?", 1)[0] ?? "";
  const allow = Object.hasOwn(methods, path) ? methods[path] : undefined;
  if (allow === undefined) return { status: 404, error: `there is GET / and POST /faults, not ${path}` };
  return method === allow ? undefined : { status: 405, error: `${path} takes ${allow}, not ${method}`, allow };
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch (cause) {
    throw refused(`the body is no JSON: ${cause instanceof Error ? cause.message : String(cause)}`);
  }
}

function refused(message: string): AisleError {
  return new AisleError("emulator-request-invalid", message, {
    category: "input",
    remedy: 'send {"wire": "cam-1", "fault": "unplug", "forMs": 5000}; GET / lists wires and faults',
  });
}

function wireStory({ id, protocol, devices, faults, fault, counters }: EmulatedWire): unknown {
  return { wire: id, ...{ protocol, devices, faults, counters }, fault: fault ?? null };
}
