import type { StatusReason } from "../status/status.ts";

/** Lets go of one thing. */
export type Release = () => void | Promise<void>;

/** One connection of a device or bus, from the begin of its opening to its end. What it holds dies with it. */
export interface Session {
  /** Aborted at its end. */
  readonly signal: AbortSignal;
  /** Whether it has not ended yet. */
  isLive(): boolean;
  /** Set where nobody can tell whether the device is still there. */
  unwatched: boolean;
  /** The device has answered: it is online. */
  proved(): void;
  /** It works but not well, or well again. */
  report(reason: StatusReason | undefined): void;
  /** It is lost, whatever was thrown; later calls do nothing. */
  lose(thrown: unknown): void;
  /** To be done at its end, last said first; at once when it has ended already. */
  onEnd(release: Release): void;
}

/** What a session tells whoever began it. */
export interface SessionListener {
  proved(): void;
  reported(reason: StatusReason | undefined): void;
  lost(thrown: unknown): void;
  /** Something has to be let go of after the end. */
  late(release: Release): void;
}

/** A session, and how it is ended by whoever began it. */
export class OwnedSession implements Session {
  readonly #controller = new AbortController();
  readonly #listener: SessionListener;
  unwatched = false;
  #releases: Release[] = [];
  #live = true;

  constructor(listener: SessionListener) {
    this.#listener = listener;
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  isLive(): boolean {
    return this.#live;
  }

  proved(): void {
    if (this.#live) this.#listener.proved();
  }

  report(reason: StatusReason | undefined): void {
    if (this.#live) this.#listener.reported(reason);
  }

  lose(thrown: unknown): void {
    if (this.#live) this.#listener.lost(thrown);
  }

  onEnd(release: Release): void {
    if (this.#live) this.#releases.push(release);
    else this.#listener.late(release);
  }

  /** Ends it and gives what is to be let go of, in order. */
  end(): readonly Release[] {
    this.#live = false;
    this.#controller.abort();
    const releases = this.#releases.reverse();
    this.#releases = [];
    return releases;
  }
}
