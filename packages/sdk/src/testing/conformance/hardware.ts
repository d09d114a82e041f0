import { isObservable, Observable } from "rxjs";
import { AisleError } from "../../errors/aisle-error.ts";
import type { TransportName, Transports } from "../../transports/transports.ts";
import type { FakeByteTransport } from "../fake-byte-transport.ts";
import type { FakeHidTransport } from "../fake-hid-transport.ts";
import { type FakeProvider, fakeProvider } from "../fake-provider.ts";
import type { AnyFixture } from "./check.ts";

/**
 * `ok`: the hardware works; `silent`: the connection is half-open, nothing comes back any more;
 * `stuck`: silent, and writes do not end either.
 */
type Mode = "ok" | "silent" | "stuck";

/** The fake hardware of one trial: what the driver gets, and how the kit breaks it. */
export class Hardware {
  readonly provider: FakeProvider<TransportName>;
  /** What was written since the last look, where the transport carries bytes. */
  written: Uint8Array[] = [];
  readonly #fixture: AnyFixture;
  readonly #fake: unknown;
  readonly #carriesBytes: boolean;
  #mode: Mode = "ok";
  #listeners = 0;
  #waiting: (() => void)[] = [];

  constructor(transport: TransportName, fixture: AnyFixture) {
    this.#fixture = fixture;
    this.#fake = fixture.transport();
    this.#carriesBytes = transport === "tcp" || transport === "serial" || transport === "hid";
    if (transport === "tcp" || transport === "serial") {
      (this.#fake as FakeByteTransport).onWrite = (bytes) => {
        this.#answer(bytes);
      };
    }
    const given = typeof this.#fake === "object" && this.#fake !== null ? this.#guard(this.#fake) : this.#fake;
    this.provider = fakeProvider(transport, given as Transports[TransportName]);
  }

  /** How many streams of the transport somebody listens to. */
  get listeners(): number {
    return this.#listeners;
  }

  /** Sends a frame of the fixture, unless the hardware is silent. */
  send(frame: AnyFixture["frames"][number]): void {
    if (this.#mode !== "ok") return;
    if ("bytes" in frame) this.feed(frame.bytes);
    else frame.act(this.#fake as never);
  }

  /** Sends these bytes, unless the hardware is silent. */
  feed(bytes: Uint8Array | string): void {
    if (this.#mode !== "ok") return;
    (this.#fake as FakeByteTransport | FakeHidTransport).feed(
      typeof bytes === "string" ? new TextEncoder().encode(bytes) : bytes,
    );
  }

  /** The plug is out: what is open is lost, and opening fails. */
  unplug(): void {
    const gone = new AisleError("device-gone", "The kit pulled the plug.", { category: "transport", retryable: true });
    this.provider.refuse(gone);
    this.#waiting = [];
    this.provider.lose(gone);
  }

  plugIn(): void {
    this.provider.refuse(undefined);
  }

  /** Breaks the stream of bytes itself, where there is one, as a transport without `lost$` does. */
  breakStream(): boolean {
    if (!this.#carriesBytes) return false;
    (this.#fake as FakeByteTransport | FakeHidTransport).complete();
    return true;
  }

  /** Empties what the fake has written down: a day of it would look like a leak of the driver. */
  forget(): void {
    const { writes, requests } = (this.#fake ?? {}) as { readonly writes?: unknown; readonly requests?: unknown };
    for (const list of [writes, requests]) if (Array.isArray(list)) list.length = 0;
    if (this.written.length > 1_000) this.written = [];
  }

  set mode(mode: Mode) {
    this.#mode = mode;
    if (mode !== "ok") return;
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const go of waiting) go();
  }

  #answer(bytes: Uint8Array): void {
    this.written.push(bytes.slice());
    if (this.#mode !== "ok") return;
    const answer = this.#fixture.answer?.(bytes);
    if (answer !== undefined) this.feed(answer);
  }

  /** The transport as the driver gets it: calls wait while the hardware is silent, listeners are counted. */
  #guard(target: object): object {
    return new Proxy(target, {
      get: (_, name) => {
        const value: unknown = Reflect.get(target, name, target);
        if (isObservable(value)) return this.#counted(value);
        if (typeof value !== "function") return value;
        return (...args: readonly unknown[]) => {
          if (name === "write" && this.#carriesBytes && args[0] instanceof Uint8Array) {
            return this.#held(this.#written(target, value, args), args, this.#mode === "stuck");
          }
          const result: unknown = Reflect.apply(value, target, args);
          if (isObservable(result)) return this.#counted(result);
          return result instanceof Promise ? this.#held(result, args, this.#mode !== "ok") : result;
        };
      },
    });
  }

  #written(target: object, write: unknown, args: readonly unknown[]): Promise<unknown> {
    const writing = Reflect.apply(write as () => Promise<unknown>, target, args);
    // The byte fakes answer by themselves, the HID fake does not.
    if (!("onWrite" in target)) this.#answer(args[0] as Uint8Array);
    return writing;
  }

  #counted(source: Observable<unknown>): Observable<unknown> {
    return new Observable((subscriber) => {
      this.#listeners += 1;
      subscriber.add(() => {
        this.#listeners -= 1;
      });
      return source.subscribe({
        next: (value) => {
          if (this.#mode === "ok") subscriber.next(value);
        },
        error: (thrown: unknown) => {
          subscriber.error(thrown);
        },
        complete: () => {
          subscriber.complete();
        },
      });
    });
  }

  #held(result: Promise<unknown>, args: readonly unknown[], hold: boolean): Promise<unknown> {
    if (!hold) return result;
    result.catch(() => undefined);
    const signal = args.map(signalOf).find((found) => found !== undefined);
    return new Promise((resolve, reject) => {
      const onAbort = (): void => {
        this.#waiting = this.#waiting.filter((each) => each !== go);
        reject(new AisleError("aborted", "The call was given up.", { category: "transport", retryable: true }));
      };
      const go = (): void => {
        signal?.removeEventListener("abort", onAbort);
        resolve(result);
      };
      signal?.addEventListener("abort", onAbort, { once: true });
      this.#waiting.push(go);
      if (signal?.aborted === true) onAbort();
    });
  }
}

function signalOf(argument: unknown): AbortSignal | undefined {
  if (argument instanceof AbortSignal) return argument;
  const signal = (argument as { readonly signal?: unknown } | null | undefined)?.signal;
  return signal instanceof AbortSignal ? signal : undefined;
}
