import { AisleError } from "../errors/aisle-error.ts";
import { isBlocking, toReason } from "../errors/reason.ts";
import { initialStatus, isOutOfService, isWorking, type StatusEvent, transition } from "../status/machine.ts";
import type { DeviceStatus, StatusReason } from "../status/status.ts";
import type { CancelTimer } from "../time/clock.ts";
import { settlesWithin } from "../time/within.ts";
import { retryDelay } from "./backoff.ts";
import { Flapping } from "./flapping.ts";
import type { Runtime } from "./runtime.ts";
import { OwnedSession, type Release, type Session } from "./session.ts";

/** What is supervised: a device or a bus. */
export interface Supervised {
  /** For log lines and errors, as in `device "gate-1"`. */
  readonly name: string;
  /** Opens one connection; what it takes hold of it says with `session.onEnd`. A rejection is the loss of it. */
  connect(session: Session): Promise<void>;
  onStatus(status: DeviceStatus): void;
}

const closedByHost: StatusReason = { code: "closed-by-host", message: "The host closed the hub." };
const nothing = (): void => undefined;

/** Keeps one connection open: connects with a deadline, hears of its loss, waits, connects again, without end. */
export class Supervisor {
  readonly #supervised: Supervised;
  readonly #runtime: Runtime;
  readonly #flapping: Flapping;
  #status: DeviceStatus;
  #session: OwnedSession | undefined;
  #failures = 0;
  #fault: StatusReason | undefined;
  /** What waits for a parent that is not open, and what is wrong with that, if anything. */
  #held: { readonly reason: StatusReason | undefined; readonly nextRetryAt: number } | undefined;
  #cancelRetry: CancelTimer = nothing;
  /** What the last connection still lets go of. */
  #releasing: Promise<void> = Promise.resolve();
  #closing: Promise<void> | undefined;

  constructor(supervised: Supervised, runtime: Runtime) {
    this.#supervised = supervised;
    this.#runtime = runtime;
    this.#flapping = new Flapping(runtime.settings);
    this.#status = initialStatus(runtime.clock.now());
  }

  get status(): DeviceStatus {
    return this.#status;
  }

  /** Connects for the first time, or again after being out of service. */
  start(): void {
    if (this.#status.state === "idle") this.#beginAfresh();
  }

  /** Connects now what is offline or blocked. */
  resume(): void {
    const { state } = this.#status;
    if (state === "offline" || state === "blocked") this.#beginAfresh();
  }

  /** Lets go and connects anew, for something about it has changed; one that is out of service stays so. */
  async restart(): Promise<void> {
    if (isOutOfService(this.#status)) return;
    this.#end();
    this.#go({ type: "paused" });
    await this.#releasing;
    // Whoever heard of it may have taken the device out of service, or closed it.
    if (!isOutOfService(this.#status)) this.start();
  }

  /** Lets go and stays idle, for this reason, until `start`. */
  async setOutOfService(reason: StatusReason): Promise<void> {
    this.#end();
    this.#go({ type: "paused", reason });
    await this.#releasing;
  }

  /** The parent is not open: waits for `release`, with the parent's reason where there is one. */
  hold(reason: StatusReason | undefined, nextRetryAt: number): void {
    this.#held = { reason, nextRetryAt };
    this.#end();
    this.#waitForParent();
  }

  /** The parent is open again. */
  release(): void {
    const held = this.#held;
    this.#held = undefined;
    const status = this.#status;
    const blockedByParent = status.state === "blocked" && status.reason === held?.reason;
    if (status.state === "connecting" || status.state === "offline" || blockedByParent) this.#begin();
  }

  /** There is no parent any more; whatever it waits for now is its own. */
  unhold(): void {
    this.#held = undefined;
  }

  /** Closes for good; every call gives the same promise. */
  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    this.#go({ type: "closing", reason: closedByHost });
    this.#end();
    await this.#releasing;
    this.#go({ type: "closed" });
  }

  #beginAfresh(): void {
    this.#failures = 0;
    this.#flapping.clear();
    this.#begin();
  }

  #begin(): void {
    this.#cancelRetry();
    this.#go({ type: "connect", attempt: this.#failures + 1 });
    // Whoever heard of it may have paused the device, or closed it.
    if (this.#status.state !== "connecting" || this.#session !== undefined) return;
    if (this.#held === undefined) this.#open();
    else this.#waitForParent();
  }

  #waitForParent(): void {
    const { reason, nextRetryAt } = this.#held ?? {};
    if (reason === undefined || nextRetryAt === undefined) return;
    if (isBlocking(reason)) this.#go({ type: "blocked", reason });
    else this.#go({ type: "lost", reason, attempt: this.#failures, nextRetryAt });
  }

  #open(): void {
    const { clock, settings } = this.#runtime;
    const session: OwnedSession = new OwnedSession({
      proved: () => {
        this.#proved(session);
      },
      reported: (reason) => {
        this.#fault = reason;
        if (reason === undefined) this.#go({ type: "recovered" });
        else this.#go({ type: "degraded", reason });
      },
      lost: (thrown) => {
        this.#lost(thrown);
      },
      late: (release) => {
        this.#letGo([release]);
      },
    });
    this.#session = session;
    this.#fault = undefined;
    const cancelDeadline = clock.schedule(settings.connectWithin, () => {
      session.lose(this.#tooSlow());
    });
    session.onEnd(cancelDeadline);
    const connecting = this.#connect(session).then(cancelDeadline, (thrown: unknown) => {
      session.lose(thrown);
    });
    // A connection that opens after its end still has to be closed before the next one begins.
    session.onEnd(() => connecting);
  }

  async #connect(session: OwnedSession): Promise<void> {
    await this.#releasing;
    if (session.isLive()) await this.#supervised.connect(session);
  }

  #proved(session: OwnedSession): void {
    if (this.#status.state !== "connecting") return;
    session.onEnd(
      this.#runtime.clock.schedule(this.#runtime.settings.stableAfter, () => {
        this.#failures = 0;
        this.#flapping.clear();
      }),
    );
    this.#go({ type: "proved", unwatched: session.unwatched });
    if (this.#fault !== undefined && session.isLive()) this.#go({ type: "degraded", reason: this.#fault });
  }

  #lost(thrown: unknown): void {
    const { clock, random, settings } = this.#runtime;
    const wasWorking = isWorking(this.#status);
    this.#end();
    const why = toReason(thrown);
    if (isBlocking(why)) {
      this.#go({ type: "blocked", reason: why });
      return;
    }
    this.#failures += 1;
    if (wasWorking) this.#flapping.lost(clock.now());
    const flaps = this.#flapping.active;
    // In the slow lane a try that fails keeps its own reason: the device may be gone by now.
    const reason = flaps && wasWorking ? this.#flapping.reason(why) : why;
    const delay = flaps ? this.#flapping.delay(random) : retryDelay(this.#failures, settings, random);
    this.#cancelRetry = clock.schedule(delay, () => {
      this.#begin();
    });
    this.#go({ type: "lost", reason, attempt: this.#failures, nextRetryAt: clock.now() + delay });
  }

  #end(): void {
    this.#cancelRetry();
    this.#cancelRetry = nothing;
    const session = this.#session;
    this.#session = undefined;
    if (session !== undefined) this.#letGo(session.end());
  }

  #letGo(releases: readonly Release[]): void {
    const before = this.#releasing;
    // Its result is thrown away: a chain of results would grow with every connection.
    this.#releasing = this.#releaseAll(releases)
      .then(() => before)
      .then(() => undefined);
  }

  /** One that hangs or throws does not keep the others from being let go of. */
  async #releaseAll(releases: readonly Release[]): Promise<void> {
    const { clock, log, settings } = this.#runtime;
    for (const release of releases) {
      try {
        const releasing = release();
        if (releasing === undefined || (await settlesWithin(releasing, settings.closeWithin, clock))) continue;
        log.warn(`${this.#supervised.name} did not let go within ${settings.closeWithin} ms; going on without it`);
      } catch (thrown) {
        log.warn(`${this.#supervised.name} failed to let go: ${toReason(thrown).message}`);
      }
    }
  }

  #tooSlow(): AisleError {
    const { connectWithin } = this.#runtime.settings;
    return new AisleError("timeout", `${this.#supervised.name} did not open within ${connectWithin} ms.`, {
      category: "transport",
      retryable: true,
      remedy: "Check that it is powered and reachable, or allow it longer with `supervision.connectWithin`.",
    });
  }

  #go(event: StatusEvent): void {
    const before = this.#status;
    this.#status = transition(before, event, this.#runtime.clock.now());
    if (this.#status !== before) this.#supervised.onStatus(this.#status);
  }
}
