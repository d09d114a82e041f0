import { answerDigest, chooseDigest, type DigestChallenge, readChallenges } from "../http/index.ts";
import { authFailed, authMissing, authUnsupported, notAllowed } from "./auth-errors.ts";

/** What goes with a request to prove who asks: an HTTP header, or a SOAP header. Empty: nothing. */
export interface Proof {
  readonly authorization?: string;
  readonly security?: string;
}

/** As much of an answer as the proof depends on. */
export interface Answer {
  readonly headers: Readonly<Record<string, string>>;
  readonly status: number;
  /** Whether it says that it wants a user it knows. */
  readonly refused: boolean;
}

/** What is asked for. */
export interface Target {
  readonly url: string;
  readonly method: string;
  readonly soap: boolean;
  /** As in `GetProfiles`, for errors. */
  readonly what: string;
}

export interface AuthenticatorOptions {
  readonly username: string | undefined;
  readonly password: string;
  readonly authentication: "auto" | "digest" | "ws-username-token";
  /** A fresh security header, stamped by the camera's clock. */
  readonly token: () => string;
  /** A fresh client nonce. */
  readonly clientNonce: () => string;
  /** Asks the camera for its time again; whether its clock was set since. */
  readonly clockWasSet: () => Promise<boolean>;
}

export interface Authenticator {
  /** Sends with as much proof as is needed, and gives the answer to it. `send` may be called up to three times. */
  run<A extends Answer>(target: Target, send: (proof: Proof) => Promise<A>): Promise<A>;
}

/** How one origin wants it. */
interface Space {
  how: "none-yet" | "token" | "digest";
  challenge?: DigestChallenge;
  count: number;
}

/** Origins are the settings' host at different ports; a camera that names more of them loses the oldest. */
const mostSpaces = 16;

/**
 * Decides how to prove who asks, so that a wrong password reaches the camera once and no more.
 *
 * A first request goes without any. ONVIF Core section 5.9.1 says how a camera then tells which way it wants: HTTP 401
 * with a challenge for digest (also when it knows both), a fault `NotAuthorized` for WS-UsernameToken. Were the token
 * sent first, a camera that knows both would refuse it with a challenge that cannot be told from one that knows digest
 * only, and the wrong password would be sent twice. What a camera has accepted is sent at once from then on.
 *
 * As long as no password has been accepted, requests with one go one after the other; after a refusal none goes any more.
 * One that had been accepted before is tried once more when the nonce may have been too old, or the camera's clock set.
 */
export function createAuthenticator(options: AuthenticatorOptions): Authenticator {
  const { username, password, authentication } = options;
  const spaces = new Map<string, Space>();
  let verdict: "untried" | "accepted" | "rejected" = "untried";
  let turn: Promise<unknown> = Promise.resolve();

  const spaceOf = ({ url, soap }: Target): Space => {
    const key = `${new URL(url).origin} ${soap}`;
    const known = spaces.get(key);
    if (known !== undefined) return known;
    const space: Space = { how: "none-yet", count: 0 };
    for (const oldest of spaces.size >= mostSpaces ? [...spaces.keys()].slice(0, 1) : []) spaces.delete(oldest);
    spaces.set(key, space);
    return space;
  };

  const learn = (space: Space, { soap, what }: Target, answer: Answer): void => {
    const challenge = challengeOf(answer);
    if (challenge !== undefined && !(soap && authentication === "ws-username-token")) {
      Object.assign(space, { how: "digest", challenge, count: 0 });
    } else if (soap && authentication !== "digest") space.how = "token";
    else throw authUnsupported(what);
  };

  const proofOf = (space: Space, { url, method }: Target, user: string): Proof => {
    if (space.how === "token") return { security: options.token() };
    if (space.challenge === undefined) return {};
    space.count += 1;
    const { pathname, search } = new URL(url);
    const request = { username: user, password, method, uri: pathname + search, count: space.count };
    return { authorization: answerDigest(space.challenge, { ...request, clientNonce: options.clientNonce() }) };
  };

  /** Whether the same password may be right after all, with another nonce or time. */
  const mayBeRight = async (space: Space, answer: Answer, used: DigestChallenge | undefined): Promise<boolean> => {
    if (space.how === "token") return verdict === "accepted" && (await options.clockWasSet());
    const challenge = challengeOf(answer);
    if (challenge === undefined) return false;
    Object.assign(space, { challenge, count: 0 });
    return challenge.stale || (verdict === "accepted" && challenge.nonce !== used?.nonce);
  };

  const prove = async <A extends Answer>(
    space: Space,
    target: Target,
    user: string,
    send: (proof: Proof) => Promise<A>,
  ): Promise<A> => {
    if (verdict === "rejected") throw authFailed(target.what);
    const used = space.challenge;
    const first = await send(proofOf(space, target, user));
    const answer =
      first.refused && (await mayBeRight(space, first, used)) ? await send(proofOf(space, target, user)) : first;
    if (!answer.refused) {
      if (isGood(answer)) verdict = "accepted";
      return answer;
    }
    if (verdict === "accepted") throw notAllowed(target.what);
    verdict = "rejected";
    throw authFailed(target.what);
  };

  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = turn.then(work);
    turn = mine.catch(() => undefined);
    return mine;
  };

  return {
    run: async (target, send) => {
      const space = spaceOf(target);
      // Until one has been accepted: what anybody may ask proves nothing about a password that comes with it.
      if (username === undefined || space.how === "none-yet" || verdict !== "accepted") {
        const bare = await send({});
        // A camera that does not say what it wants is told to want the token by the settings.
        const unsaid = target.soap && authentication === "ws-username-token" && !isGood(bare);
        if (!bare.refused && !unsaid) return bare;
        if (username === undefined) throw authMissing(target.what);
        learn(space, target, bare);
      }
      if (verdict === "accepted") return prove(space, target, username, send);
      return inTurn(() => prove(space, target, username, send));
    },
  };
}

function isGood({ status }: Answer): boolean {
  return status >= 200 && status <= 299;
}

function challengeOf({ status, headers }: Answer): DigestChallenge | undefined {
  return status === 401 ? chooseDigest(readChallenges(headers["www-authenticate"] ?? "")) : undefined;
}
