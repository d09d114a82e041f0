import { createServer, type Server } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo } from "node:net";
import { AisleError } from "@aisle/sdk";
import { isLoopback } from "./access/index.ts";
import { optionInvalid } from "./console-options.ts";
import type { Console } from "./create-console.ts";

/** Where a console is served. */
export interface ServeOptions {
  /** A name or address; 127.0.0.1 unless told. Beyond loopback the console needs a token, and `tls`. */
  readonly host?: string;
  /** 4870 unless told; 0 for any that is free. */
  readonly port?: number;
  /** PEM. */
  readonly tls?: { readonly cert: string | Uint8Array; readonly key: string | Uint8Array };
}

/** A console that listens. */
export interface ServedConsole {
  readonly url: string;
  /** Stops listening and cuts every connection. The console and its source stay as they are. */
  close(): Promise<void>;
}

/** Streams, and what else their pages ask for meanwhile. */
const mostConnections = 512;

/**
 * Serves a console with a server of its own. Raises `console-beyond-loopback`, `console-options-invalid`,
 * `console-tls-invalid`, `console-port-taken` and `console-listen-failed`.
 */
export async function serveConsole(console: Console, options: ServeOptions = {}): Promise<ServedConsole> {
  const { host = "127.0.0.1", port = 4870, tls } = options;
  if (!/^[^\s/\\@?#%]+$/.test(host)) {
    throw optionInvalid("`host` is no name and no address.", "Give one such as 127.0.0.1.");
  }
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw optionInvalid("`port` is no port.", "Give a whole number up to 65535.");
  }
  if (!isLoopback(host) && (!console.secured || tls === undefined)) {
    const missing = [...(console.secured ? [] : ["a token"]), ...(tls === undefined ? ["TLS"] : [])].join(" and ");
    throw beyondLoopback(missing);
  }
  const server = tls === undefined ? createServer() : tlsServer(tls);
  server.headersTimeout = 10_000;
  server.requestTimeout = 30_000;
  server.keepAliveTimeout = 10_000;
  server.maxConnections = mostConnections;
  server.on("request", (request, response) => {
    void console.handle(request, response).then((handled) => {
      if (!handled) response.writeHead(404, { "content-type": "text/plain" }).end("There is nothing here.\n");
    });
  });
  await listen(server, host.replace(/^\[(.*)\]$/, "$1"), port);
  const { address, port: bound } = server.address() as AddressInfo;
  // All addresses at once are none that a browser could be given; this one is among them.
  const shown = /^\[?(?:0\.0\.0\.0|::)\]?$/.test(host) ? "localhost" : host;
  const name = shown.includes(":") && !shown.startsWith("[") ? `[${shown}]` : shown;
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => {
        resolve();
      });
      server.closeAllConnections();
    });
  // What a name of this machine stands for is only known now.
  if (isLoopback(host) && !isLoopback(address)) {
    await close();
    throw beyondLoopback("an address of this machine alone");
  }
  return {
    url: `${tls === undefined ? "http" : "https"}://${name}:${bound}${console.path}`,
    close,
  };
}

function beyondLoopback(missing: string): AisleError {
  return new AisleError("console-beyond-loopback", `Beyond this machine the console needs ${missing}.`, {
    category: "settings",
    remedy: "Give it a token, and a certificate with its key; or serve it at 127.0.0.1.",
  });
}

function tlsServer({ cert, key }: NonNullable<ServeOptions["tls"]>): Server {
  const pem = (given: string | Uint8Array): string | Buffer => (typeof given === "string" ? given : Buffer.from(given));
  try {
    return createTlsServer({ cert: pem(cert), key: pem(key), minVersion: "TLSv1.2" });
  } catch {
    // What the library says may quote what it was given.
    throw new AisleError("console-tls-invalid", "The certificate or its key cannot be used.", {
      category: "settings",
      remedy: "Give both as PEM; the key must be the certificate's own, and without a passphrase.",
    });
  }
}

function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    // Stays: later, a connection that cannot be accepted harms nobody else.
    server.on("error", (error: NodeJS.ErrnoException) => {
      reject(listenError(error, host, port));
    });
    server.listen(port, host, resolve);
  });
}

function listenError(cause: NodeJS.ErrnoException, host: string, port: number): AisleError {
  if (cause.code === "EADDRINUSE") {
    const remedy = "Close that program, or give another port.";
    const message = `Another program listens at ${host}, port ${port}.`;
    return new AisleError("console-port-taken", message, { category: "settings", remedy, cause });
  }
  return new AisleError("console-listen-failed", `The console cannot listen at ${host}, port ${port}.`, {
    category: "settings",
    remedy: "Give an address of this machine, and a port that its user may take.",
    cause,
  });
}
