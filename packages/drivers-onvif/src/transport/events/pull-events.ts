import { type AisleError, type Clock, type Logger, type Random, toAisleError } from "@aisle/sdk";
import { Observable, share } from "rxjs";
import { pause } from "../deadline.ts";
import { toldNoTime } from "../errors.ts";
import type { OnvifEvent } from "../onvif-transport.ts";
import type { CallOptions, SoapMessage, SoapReply, XmlElement } from "../soap/index.ts";
import { backoff } from "./backoff.ts";
import { readNotifications, salvageNotifications } from "./notifications.ts";
import {
  createSubscription,
  readLifetime,
  readSubscription,
  type Subscription,
  type SubscriptionRequest,
  toSubscription,
} from "./subscription.ts";

/** What the event service is reached by. */
export interface PullOptions {
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Logger;
  /** Milliseconds that the device may wait for a message. */
  readonly pullTimeout: number;
  readonly callTimeout: number;
  /** Address of the event service. */
  readonly service: string;
  /** An address that the device gave, as it is reached. */
  readonly reach: (said: string) => string;
  readonly exchange: (url: string, message: SoapMessage, options: CallOptions) => Promise<SoapReply>;
  readonly bodyOf: (what: string, reply: SoapReply) => XmlElement;
  /** Fails when the device is not there any more. */
  readonly isThere: (signal: AbortSignal) => Promise<unknown>;
  /** Ends everything when the transport is closed. */
  readonly closed: AbortSignal;
  /** Gets what resolves when a subscription has been taken out at the device, or been given up: a second at most. */
  readonly onRun: (released: Promise<void>) => void;
}

const messagesAtOnce = 100;
/** A subscription that has stood for so long was a good one: the next is made soon (ms). */
const stableMs = 60_000;
/** Unsubscribing may take so long; the subscription dies by itself soon after (ms). */
const farewellMs = 1_000;
/** From one question to the next, after messages and after none: for devices that answer at once whatever they are told (ms). */
const leastPauseMs = 20;
const emptyPauseMs = 250;
/** A question whose answer was lost on the way is asked again so often before the subscription is given up. */
const mostLost = 3;
const lostPauseMs = 1_000;

/** What trying again does not mend; the hub decides what then. */
const final: ReadonlySet<string> = new Set([
  "auth-failed",
  "onvif-auth-unsupported",
  "onvif-certificate",
  "onvif-not-allowed",
]);

/** The events of a device, by one pull-point subscription (ONVIF Core section 9.1.2) that is shared by all subscribers. */
export function pullEvents(options: PullOptions): Observable<OnvifEvent> {
  return new Observable<OnvifEvent>((subscriber) => {
    const own = new AbortController();
    const end = (): void => own.abort();
    options.closed.addEventListener("abort", end, { once: true });
    if (options.closed.aborted) end();
    const run = new Pulling(options, own.signal, (event) => subscriber.next(event)).run().then(
      () => subscriber.complete(),
      (thrown: unknown) => subscriber.error(toAisleError(thrown)),
    );
    options.onRun(run);
    return () => {
      options.closed.removeEventListener("abort", end);
      end();
    };
  }).pipe(share());
}

class Pulling {
  readonly #options: PullOptions;
  readonly #signal: AbortSignal;
  readonly #emit: (event: OnvifEvent) => void;
  /** A device that refused a subscription is asked in the other way next time. */
  #plain = false;
  #dropped = 0;
  /** Answers that did not arrive; what they told, if anything, is lost. */
  #lostAnswers = 0;

  constructor(options: PullOptions, signal: AbortSignal, emit: (event: OnvifEvent) => void) {
    this.#options = options;
    this.#signal = signal;
    this.#emit = emit;
  }

  /** Until it is ended, or the device is gone. */
  async run(): Promise<void> {
    const { clock, random, log } = this.#options;
    for (let failures = 0; ; failures += 1) {
      const since = clock.now();
      const error = await this.#subscribeAndPull();
      if (this.#ended() || error === undefined) return;
      if (final.has(error.code)) throw error;
      if (error.category === "transport" && !(await this.#isThere())) return;
      if (clock.now() - since >= stableMs) failures = 0;
      const wait = backoff(failures, random);
      log.warn(`The camera's event subscription was lost: ${error.message}`, { code: error.code, retryInMs: wait });
      await pause(clock, wait, this.#signal);
      if (this.#ended()) return;
    }
  }

  /** Fails when the device is gone; `false` when we have ended it meanwhile. */
  async #isThere(): Promise<boolean> {
    try {
      await this.#options.isThere(this.#signal);
    } catch (thrown) {
      if (!this.#ended() && !toldNoTime(thrown)) throw thrown;
    }
    return !this.#ended();
  }

  /** Gives what ended it; nothing where it was we. */
  async #subscribeAndPull(): Promise<AisleError | undefined> {
    const { service, exchange, bodyOf, reach, callTimeout } = this.#options;
    let subscription: Subscription | undefined;
    try {
      const create = createSubscription(this.#plain);
      const limits = { signal: this.#signal, within: callTimeout };
      this.#plain = !this.#plain;
      subscription = readSubscription(bodyOf(create.what, await exchange(service, create, limits)));
      this.#plain = !this.#plain;
      await this.#pull(subscription, reach(subscription.address));
      return undefined;
    } catch (thrown) {
      return toAisleError(thrown);
    } finally {
      if (subscription !== undefined) await this.#unsubscribe(subscription);
    }
  }

  async #pull(subscription: Subscription, url: string): Promise<void> {
    const { clock, pullTimeout } = this.#options;
    let seen = clock.now();
    let renewAt = seen + subscription.lifetime / 2;
    let lost = 0;
    while (!this.#ended()) {
      const askedAt = clock.now();
      const timeout = Math.min(pullTimeout, Math.max(1_000, Math.floor(renewAt - askedAt)));
      let got = 0;
      try {
        got = this.#take(await this.#ask("PullMessages", subscription, url, timeout));
        lost = 0;
      } catch (thrown) {
        lost += 1;
        await this.#mayGoOn(toAisleError(thrown), lost);
      }
      // The host's clock may have been set back: then nobody knows how much of its life is left.
      if (clock.now() >= renewAt || clock.now() < seen) renewAt = await this.#renew(subscription, url);
      seen = clock.now();
      const most = got > 0 ? leastPauseMs : emptyPauseMs;
      const rest = Math.min(most, askedAt + most - seen);
      if (rest > 0 && !this.#ended()) await pause(clock, rest, this.#signal);
    }
  }

  /** An answer may get lost on the way, as where something between cuts connections that are silent for long. */
  async #mayGoOn(error: AisleError, lost: number): Promise<void> {
    const { clock, log } = this.#options;
    if (error.category !== "transport" || lost > mostLost || !(await this.#isThere())) throw error;
    this.#lostAnswers += 1;
    // At the first, and then whenever their number has doubled.
    if (Number.isInteger(Math.log2(this.#lostAnswers))) {
      log.warn("Answers of the camera's event service got lost, and events in them.", { answers: this.#lostAnswers });
    }
    await pause(clock, lostPauseMs, this.#signal);
  }

  /** Gives when to do it again. A device that knows no Renew keeps a subscription for as long as it is pulled from, or ends it. */
  async #renew(subscription: Subscription, url: string): Promise<number> {
    const { clock, bodyOf, log } = this.#options;
    try {
      const lifetime = readLifetime(bodyOf("Renew", await this.#ask("Renew", subscription, url)));
      return clock.now() + lifetime / 2;
    } catch (thrown) {
      const error = toAisleError(thrown);
      if (error.code !== "onvif-fault" || this.#ended()) throw error;
      log.debug(`The camera does not renew its event subscription: ${error.message}`);
      return clock.now() + subscription.lifetime;
    }
  }

  #ask(what: SubscriptionRequest, subscription: Subscription, url: string, timeout = 0): Promise<SoapReply> {
    const { exchange, callTimeout } = this.#options;
    const message = toSubscription(what, subscription, url, { timeout, messages: messagesAtOnce });
    return exchange(url, message, { signal: this.#signal, within: timeout + callTimeout });
  }

  /** Emits what is in an answer; how many there were, broken ones included. */
  #take(reply: SoapReply): number {
    const { bodyOf, log } = this.#options;
    const whole = reply.body !== undefined || reply.fault !== undefined || reply.status !== 200;
    const { events, dropped } = whole
      ? readNotifications(bodyOf("PullMessages", reply))
      : salvageNotifications(reply.text);
    // Not well-formed, and nothing in it that looks like a notification: that is no answer at all.
    if (!whole && events.length + dropped === 0) bodyOf("PullMessages", reply);
    if (dropped > 0) {
      const before = this.#dropped;
      this.#dropped += dropped;
      // At the first, and then whenever their number has doubled.
      if (before === 0 || Math.floor(Math.log2(before)) < Math.floor(Math.log2(this.#dropped))) {
        log.warn("Notifications of the camera could not be read and were dropped.", { dropped: this.#dropped });
      }
    }
    for (const event of events) if (!this.#ended()) this.#emit(event);
    return events.length + dropped;
  }

  /** Never fails: a subscription that is left behind dies by itself. */
  async #unsubscribe(subscription: Subscription): Promise<void> {
    const { exchange, reach, callTimeout } = this.#options;
    try {
      const url = reach(subscription.address);
      const within = Math.min(callTimeout, farewellMs);
      await exchange(url, toSubscription("Unsubscribe", subscription, url), {
        signal: new AbortController().signal,
        within,
      });
    } catch {
      // The device is gone, or has thrown it out itself.
    }
  }

  #ended(): boolean {
    return this.#signal.aborted;
  }
}
