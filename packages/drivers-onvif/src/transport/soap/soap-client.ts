import { AisleError, type Clock } from "@aisle/sdk";
import { type Deadline, withDeadline } from "../deadline.ts";
import { badReply, tooBig } from "../errors.ts";
import type { HttpClient, HttpReply, TlsOptions } from "../http/index.ts";
import type { Authenticator, Proof } from "./authenticator.ts";
import type { SoapMessage } from "./envelope.ts";
import { readSoapReply, type SoapFault, type SoapReply } from "./soap-reply.ts";
import type { XmlElement } from "./xml-tree.ts";

/** No answer of a camera's services is longer (bytes). */
const mostSoapBytes = 2 * 1024 * 1024;

/** When to give a call up. */
export interface CallOptions {
  readonly signal: AbortSignal;
  /** Milliseconds it may take, with everything that belongs to it. */
  readonly within: number;
}

export interface SoapClientOptions {
  readonly http: HttpClient;
  readonly tls: TlsOptions | undefined;
  readonly clock: Clock;
  /** Makes a text of the camera fit to be shown: short, and without the user's name. */
  readonly clean: (text: string) => string;
}

/** Calls to one camera. Each ends in time, with an answer or an `AisleError`. */
export interface SoapClient {
  /** The first element of the answer's body. Raises `onvif-fault` where the camera refuses. */
  readonly call: (
    asWhom: Authenticator | undefined,
    url: string,
    message: SoapMessage,
    options: CallOptions,
  ) => Promise<XmlElement>;
  /** The answer, whatever it is, for whoever can save something of what is not well-formed; then `bodyOf`. */
  readonly exchange: (
    asWhom: Authenticator | undefined,
    url: string,
    message: SoapMessage,
    options: CallOptions,
  ) => Promise<SoapReply>;
  readonly bodyOf: (what: string, reply: SoapReply) => XmlElement;
  /** A plain GET. Raises `onvif-http-status` unless the status is 200. */
  readonly get: (asWhom: Authenticator, url: string, options: GetOptions) => Promise<Uint8Array>;
}

/** A GET. */
export interface GetOptions extends CallOptions {
  /** What it is for, as in `a still picture`. */
  readonly what: string;
  readonly maxBytes: number;
}

/** Without an authenticator a call goes without any proof of who asks. */
export function createSoapClient({ http, tls, clock, clean }: SoapClientOptions): SoapClient {
  const send = async (
    request: {
      readonly url: string;
      readonly method: string;
      readonly headers: Readonly<Record<string, string>>;
      readonly body?: Uint8Array;
    },
    { authorization }: Proof,
    limits: { readonly signal: AbortSignal; readonly maxBytes: number; readonly what: string },
  ): Promise<HttpReply> => {
    const { signal, maxBytes, what } = limits;
    const headers = { ...request.headers, ...(authorization !== undefined && { authorization }) };
    // A call that has been given up sends nothing more, least of all a password.
    signal.throwIfAborted();
    const reply = await http({ ...request, headers, signal, maxBytes, ...(tls !== undefined && { tls }) });
    if (reply.body.length > maxBytes) throw tooBig(what, maxBytes);
    return { ...reply, headers: inSmallLetters(reply.headers) };
  };

  const exchange: SoapClient["exchange"] = (authenticator, url, message, options) => {
    const { what, action } = message;
    const headers = { "content-type": `application/soap+xml; charset=utf-8; action="${action}"` };
    const deadline: Deadline = { clock, what, ...options };
    return withDeadline(async (signal) => {
      const once = async (proof: Proof): Promise<SoapReply> => {
        const body = new TextEncoder().encode(message.envelope(proof.security ?? ""));
        return readSoapReply(
          await send({ url, method: "POST", headers, body }, proof, { signal, what, maxBytes: mostSoapBytes }),
        );
      };
      return authenticator === undefined
        ? once({})
        : authenticator.run({ url, method: "POST", soap: true, what }, once);
    }, deadline);
  };

  const bodyOf: SoapClient["bodyOf"] = (what, { status, body, fault }) => {
    if (fault !== undefined) throw faultError(what, fault, clean);
    if (status < 200 || status > 299) throw badStatus(what, status);
    if (body === undefined) throw badReply(`What came for ${what} is no SOAP.`);
    return body;
  };

  return {
    exchange,
    bodyOf,
    call: async (authenticator, url, message, options) =>
      bodyOf(message.what, await exchange(authenticator, url, message, options)),
    get: (authenticator, url, { what, maxBytes, ...options }) =>
      withDeadline(
        async (signal) => {
          const { status, body } = await authenticator.run({ url, method: "GET", soap: false, what }, async (proof) => {
            const reply = await send({ url, method: "GET", headers: {} }, proof, { signal, maxBytes, what });
            return { ...reply, refused: reply.status === 401 || reply.status === 403 };
          });
          if (status !== 200) throw badStatus(what, status);
          return body;
        },
        { clock, what, ...options },
      ),
  };
}

function inSmallLetters(headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

function faultError(what: string, { codes, reason }: SoapFault, clean: (text: string) => string): AisleError {
  const said = clean(reason === "" ? codes.join("/") : `${reason} (${codes.join("/")})`);
  return new AisleError("onvif-fault", `The camera refuses ${what}: ${said}.`, {
    category: "device",
    retryable: true,
    remedy: "Check that the camera's firmware offers it, and that nothing is set up twice or used up at the camera.",
  });
}

function badStatus(what: string, status: number): AisleError {
  return new AisleError("onvif-http-status", `The camera answered ${what} with HTTP status ${status}.`, {
    category: "device",
    retryable: true,
    remedy:
      status === 404
        ? "Check `path`: the camera has no ONVIF service there, or ONVIF is switched off."
        : "Check that ONVIF is switched on at the camera, and its firmware.",
  });
}
