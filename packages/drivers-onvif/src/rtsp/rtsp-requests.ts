import type { AisleError } from "@aisle/sdk";
import { type Authorisation, authorise, type Credentials } from "./authorisation.ts";
import { readChallenges } from "./challenges.ts";
import type { RtspConnection, RtspFields } from "./rtsp-connection.ts";
import { rtspAuthFailed, rtspError } from "./rtsp-errors.ts";
import type { RtspMessage } from "./rtsp-message.ts";

/** How requests are made. */
export interface RequestOptions {
  readonly credentials: Credentials | undefined;
  /** Whether the password may be told in clear. */
  readonly basic: boolean;
  /** Milliseconds that an answer may take. */
  readonly within: number;
  /** Makes the client's nonce of digest authentication. */
  readonly clientNonce: () => string;
}

/**
 * Requests that prove who asks where the camera wants it. The password reaches the camera in one request; if that is
 * refused, `auth-failed` is raised and nothing is tried again, for cameras lock users out. Once it was taken, a new
 * nonce is answered once for each request.
 */
export class RtspRequests {
  readonly #connection: RtspConnection;
  readonly #options: RequestOptions;
  #authorisation: Authorisation | undefined;
  #accepted = false;

  constructor(connection: RtspConnection, options: RequestOptions) {
    this.#connection = connection;
    this.#options = options;
  }

  /** The answer, whatever its status; `auth-failed` for 401 and 403. */
  async ask(method: string, uri: string, fields: RtspFields = {}, within = this.#options.within): Promise<RtspMessage> {
    let answer = await this.#send(method, uri, fields, within);
    for (let tries = 0; answer.status === 401; tries += 1) {
      this.#authorisation = this.#answerTo(answer, tries);
      answer = await this.#send(method, uri, fields, within);
    }
    if (answer.status === 403) throw rtspAuthFailed("The camera does not let this user see its stream.");
    if (this.#authorisation !== undefined) this.#accepted = true;
    return answer;
  }

  #send(method: string, uri: string, fields: RtspFields, within: number): Promise<RtspMessage> {
    const field = this.#authorisation?.field(method, uri);
    const all = field === undefined ? fields : { ...fields, Authorization: field };
    return this.#connection.request(method, uri, all, within);
  }

  /** What meets the challenge of a 401. */
  #answerTo(answer: RtspMessage, tries: number): Authorisation {
    const { credentials, basic, clientNonce } = this.#options;
    if (credentials === undefined) throw rtspAuthFailed("The camera wants a user name and password for its stream.");
    const challenges = readChallenges(answer.headers.get("www-authenticate") ?? []);
    const allowed = basic ? challenges : challenges.filter(({ scheme }) => scheme !== "basic");
    const next = authorise(allowed, credentials, clientNonce);
    if (next === undefined && allowed.length < challenges.length) {
      throw rtspAuthFailed("The camera wants the password of its stream in clear (Basic), which `tls` forbids.");
    }
    if (next === undefined) {
      throw rtspAuthFailed("The camera wants a kind of authentication other than Basic and Digest (MD5, SHA-256).");
    }
    if (this.#authorisation === undefined) return next;
    // It had the password already. A nonce that has run out is no refusal, where the camera says so or took it before.
    const stale = challenges.some(({ parameters }) => parameters.get("stale")?.toLowerCase() === "true");
    const renewed = next.nonce !== this.#authorisation.nonce;
    if (renewed && ((stale && tries < 2) || (this.#accepted && tries === 0))) return next;
    throw rtspAuthFailed("The camera refused the user name or password for its stream.");
  }
}

/** The error for an answer that is no success, or nothing. */
export function refusal(method: string, { status, what }: RtspMessage): AisleError | undefined {
  if (status >= 200 && status < 300) return undefined;
  return rtspError(
    "rtsp-refused",
    `The camera answered ${method} with ${status}${what === "" ? "" : ` ${what}`}.`,
    status === 453
      ? "Let fewer clients watch the camera."
      : "Check the camera's profile and how many clients watch it.",
  );
}
