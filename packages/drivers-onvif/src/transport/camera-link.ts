import { randomBytes as cryptoBytes } from "node:crypto";
import { type Clock, type Logger, toAisleError } from "@aisle/sdk";
import { type Addresses, createAddresses } from "./addresses.ts";
import { readDeviceClock, textCleaner } from "./answers/index.ts";
import { closed } from "./errors.ts";
import type { HttpClient } from "./http/index.ts";
import { checkHost, type OnvifSettings } from "./settings.ts";
import {
  type Authenticator,
  createAuthenticator,
  createSoapClient,
  loadOnvifMessages,
  type OnvifMessages,
  type SoapClient,
  type SoapMessage,
  usernameToken,
  type XmlElement,
} from "./soap/index.ts";

/** What a link is made of. */
export interface LinkOptions {
  readonly settings: OnvifSettings;
  readonly http: HttpClient;
  readonly clock: Clock;
  readonly log: Logger;
}

/** Everything that talks to one camera over HTTP. It opens nothing before the first call, and keeps nothing open. */
export interface CameraLink {
  readonly settings: OnvifSettings;
  readonly clock: Clock;
  readonly log: Logger;
  readonly messages: OnvifMessages;
  readonly soap: SoapClient;
  readonly authenticator: Authenticator;
  readonly addresses: Addresses;
  /** Address of the device service. */
  readonly device: string;
  /** Host of the settings as it stands in an address. */
  readonly host: string;
  /** Makes text of the camera fit to be shown. */
  readonly clean: (text: string) => string;
  /** Aborted by `end`. */
  readonly ended: AbortSignal;
  /** A call with proof of who asks, where the camera wants it. */
  readonly call: (url: string, message: SoapMessage, signal: AbortSignal) => Promise<XmlElement>;
  /** Aborts what is under way when either the caller or the link ends. */
  readonly during: <T>(signal: AbortSignal, work: (signal: AbortSignal) => Promise<T>) => Promise<T>;
  /**
   * The device's time in whole seconds, asked without a password unless the device tells it only to whom it knows, as
   * a few do. The offset that is measured on the way stamps the proofs that follow.
   */
  readonly readTime: (signal: AbortSignal, within: number) => Promise<number>;
  readonly end: () => void;
}

/** A clock that differs by more from what was measured before has been set (ms). */
const setMs = 1_500;

/** Makes the link. Raises `settings-invalid` where the host is none. */
export function linkCamera({ settings, http, clock, log }: LinkOptions): CameraLink {
  const { username, password, authentication, tls, path, callTimeout } = settings;
  const scheme = tls === undefined ? "http" : "https";
  const address = {
    scheme,
    host: checkHost(settings.host),
    port: settings.port ?? (tls === undefined ? 80 : 443),
  } as const;
  const messages = loadOnvifMessages();
  const clean = textCleaner(username);
  const soap = createSoapClient({ http, tls, clock, clean });
  const device = `${scheme}://${address.host}:${address.port}${path}`;
  const end = new AbortController();
  /** The camera's clock less ours (ms). */
  let offset = 0;
  /** Whether the camera tells its time only to whom it knows. */
  let secretive = false;

  const during = async <T>(signal: AbortSignal, work: (signal: AbortSignal) => Promise<T>): Promise<T> => {
    const isEnded = (): boolean => end.signal.aborted;
    if (isEnded()) throw closed();
    const either = new AbortController();
    const abort = (): void => either.abort();
    for (const one of [signal, end.signal]) one.addEventListener("abort", abort, { once: true });
    if (signal.aborted) abort();
    try {
      return await work(either.signal);
    } catch (thrown) {
      throw isEnded() ? closed() : toAisleError(thrown);
    } finally {
      for (const one of [signal, end.signal]) one.removeEventListener("abort", abort);
    }
  };

  const readTime = async (signal: AbortSignal, within: number): Promise<number> => {
    const message = messages.getSystemDateAndTime();
    let sentAt = clock.now();
    let reply = secretive ? undefined : await soap.exchange(undefined, device, message, { signal, within });
    if (reply === undefined || reply.refused) {
      secretive = true;
      sentAt = clock.now();
      reply = await soap.exchange(authenticator, device, message, { signal, within });
    }
    const time = readDeviceClock(soap.bodyOf(message.what, reply));
    // Rounded down to the second, so that a proof never comes from the camera's future.
    offset = time - (sentAt + clock.now()) / 2;
    return time;
  };

  const authenticator: Authenticator = createAuthenticator({
    username,
    password: password?.reveal() ?? "",
    authentication,
    clientNonce: () => cryptoBytes(8).toString("hex"),
    token: () => {
      const created = clock.now() + offset;
      return usernameToken({
        username: username ?? "",
        password: password?.reveal() ?? "",
        nonce: cryptoBytes(16),
        created,
      });
    },
    clockWasSet: async () => {
      // It would be asked with the very proof that was refused.
      if (secretive) return false;
      const before = offset;
      await readTime(end.signal, callTimeout);
      return Math.abs(offset - before) > setMs;
    },
  });

  return {
    settings,
    clock,
    log,
    messages,
    soap,
    authenticator,
    addresses: createAddresses(address),
    device,
    host: address.host,
    clean,
    ended: end.signal,
    during,
    readTime,
    call: (url, message, signal) =>
      during(signal, (either) => soap.call(authenticator, url, message, { signal: either, within: callTimeout })),
    end: () => end.abort(),
  };
}
