import { createHash, timingSafeEqual } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { type Clock, Secret } from "@aisle/sdk";
import { RefusedError } from "../refused-error.ts";
import { Logins, loginMs } from "./logins.ts";
import { isLoopback } from "./loopback.ts";
import { WrongTries } from "./wrong-tries.ts";

/** Who may use the wire format: whoever shows the token, or has a cookie that was given for it. */
export class Access {
  readonly #token: Secret | undefined;
  readonly #logins: Logins;
  readonly #tries: WrongTries;
  /** The host app looks after who may come; see `hosts` of `ConsoleOptions`. */
  readonly #open: boolean;
  readonly #cookiePath: string;

  constructor(options: { token: string | undefined; open: boolean; cookiePath: string; clock: Clock }) {
    this.#token = options.token === undefined ? undefined : new Secret(options.token);
    this.#logins = new Logins(options.clock);
    this.#tries = new WrongTries(options.clock);
    this.#open = options.open;
    this.#cookiePath = options.cookiePath;
  }

  get secured(): boolean {
    return this.#token !== undefined;
  }

  /** Raises where the request may not come in. Gives what tells later whether it still may. */
  check(request: IncomingMessage): () => boolean {
    if (this.#token === undefined) {
      if (this.#open || isLoopback(request.socket.remoteAddress ?? "")) return () => true;
      // No 401: there is nothing that whoever asks could show.
      throw new RefusedError("console-token-needed", "Without a token, only this machine may look.", {
        status: 403,
        remedy: "Give createConsole a `token`, or `hosts` where the host app looks after who may come.",
      });
    }
    const cookie = readCookie(request);
    if (cookie !== undefined && this.#logins.holds(cookie)) return () => this.#logins.holds(cookie);
    const bearer = /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? "")?.[1];
    if (bearer === undefined) {
      throw new RefusedError("console-token-needed", "This console wants its token.", {
        status: 401,
        remedy: "Log in, or send `authorization: Bearer TOKEN`.",
        headers: { "www-authenticate": "Bearer" },
      });
    }
    this.#compare(bearer, request);
    return () => true;
  }

  /** Raises where the token is wrong. Gives the cookie to set. */
  login(token: string, request: IncomingMessage): string | undefined {
    if (this.#token === undefined) return undefined;
    this.#compare(token, request);
    return this.#cookie(request, this.#logins.begin(), loginMs / 1_000);
  }

  /** Ends the login of the request, if it has one. Gives the cookie that takes the place of its own. */
  logout(request: IncomingMessage): string {
    const cookie = readCookie(request);
    if (cookie !== undefined) this.#logins.end(cookie);
    return this.#cookie(request, "", 0);
  }

  #compare(given: string, request: IncomingMessage): void {
    const address = request.socket.remoteAddress;
    const wait = this.#tries.wait(address);
    if (wait > 0) {
      throw new RefusedError("console-tries-exhausted", "Too many wrong tokens came from this address.", {
        status: 429,
        remedy: `Wait for ${wait} s and try the right one.`,
        headers: { "retry-after": `${wait}` },
      });
    }
    if (this.#token !== undefined && timingSafeEqual(digest(given), digest(this.#token.reveal()))) return;
    this.#tries.failed(address);
    throw new RefusedError("console-token-wrong", "That is not the token of this console.", {
      status: 401,
      remedy: "Take the token that the console was started with.",
      headers: { "www-authenticate": "Bearer" },
    });
  }

  #cookie(request: IncomingMessage, value: string, seconds: number): string {
    const secure = "encrypted" in request.socket ? "; Secure" : "";
    const path = `; Path=${this.#cookiePath}; Max-Age=${seconds}`;
    return `${cookieName(request)}=${value}${path}; HttpOnly; SameSite=Strict${secure}`;
  }
}

/** Of equal length, so that they can be compared in constant time. */
function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}

/** Cookies do not know ports: two consoles on one machine must not take each other's. */
function cookieName({ socket }: IncomingMessage): string {
  return `aisle-page-${socket.localPort ?? 0}`;
}

function readCookie(request: IncomingMessage): string | undefined {
  const name = `${cookieName(request)}=`;
  const pair = (request.headers.cookie ?? "").split("; ").find((each) => each.startsWith(name));
  return pair?.slice(name.length);
}
