import { connect as connectTcp, isIP, type Socket } from "node:net";
import { connect as connectTls, type TLSSocket } from "node:tls";
import { badCertificate, givenUp, toHttpError } from "../errors.ts";
import type { TlsOptions } from "./http-client.ts";

/** Where to connect to. */
export interface Endpoint {
  readonly host: string;
  readonly port: number;
  /** Present for TLS. */
  readonly tls?: TlsOptions;
}

/**
 * A connection that stands; over TLS, one whose certificate has been checked, so that nothing is ever sent to a
 * stranger. With a pinned fingerprint it is the only thing that counts, and a self-signed certificate is as good as any.
 */
export function connect(endpoint: Endpoint, signal: AbortSignal): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const { tls } = endpoint;
    const socket = tls === undefined ? connectTcp({ host: endpoint.host, port: endpoint.port }) : secure(endpoint, tls);
    const settle = (outcome: () => void): void => {
      signal.removeEventListener("abort", onAbort);
      socket.off("error", fail).off("close", onClose);
      // For as long as it lives: a socket's error without a listener would end the process.
      socket.on("error", () => undefined);
      outcome();
    };
    const fail = (error: unknown): void => {
      settle(() => reject(toHttpError(error)));
      socket.destroy();
    };
    const onAbort = (): void => fail(givenUp("The connection"));
    const onClose = (): void => fail(Object.assign(new Error("closed while connecting"), { code: "ECONNRESET" }));
    socket.once("error", fail).once("close", onClose);
    socket.once(tls === undefined ? "connect" : "secureConnect", () => {
      const problem = tls === undefined ? undefined : problemOf(socket as TLSSocket, tls.fingerprint256);
      if (problem === undefined) settle(() => resolve(socket));
      else fail(problem);
    });
    signal.addEventListener("abort", onAbort, { once: true });
    if (signal.aborted) onAbort();
  });
}

function secure({ host, port }: Endpoint, { ca }: TlsOptions): TLSSocket {
  return connectTls({
    host,
    port,
    ...(isIP(host) === 0 && { servername: host }),
    ...(ca !== undefined && { ca }),
    // Judged by us as soon as it stands, before anything is sent: only so can we say which certificate it was.
    rejectUnauthorized: false,
  });
}

const plain = (fingerprint: string): string => fingerprint.replaceAll(":", "").toUpperCase();

/** What is wrong with the certificate, or nothing. */
function problemOf(socket: TLSSocket, pinned: string | undefined): Error | undefined {
  // Node gives an empty object, or none, where there is no certificate.
  const shown = socket.getPeerCertificate() as { readonly fingerprint256?: string } | null;
  const seen = shown?.fingerprint256;
  if (pinned !== undefined) {
    if (seen !== undefined && plain(seen) === plain(pinned)) return undefined;
    return badCertificate("it is not the one that is pinned", seen);
  }
  if (socket.authorized) return undefined;
  // Declared as an Error; it is the code of one.
  return badCertificate(String(socket.authorizationError).toLowerCase().replaceAll("_", " "), seen);
}
