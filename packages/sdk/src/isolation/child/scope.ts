type Release = () => unknown;

/** What one open transport or device holds: let go of at its end, last taken first. */
export class Scope {
  readonly #controller = new AbortController();
  #releases: Release[] = [];
  #opening: Promise<unknown> = Promise.resolve();
  #ending: Promise<void> | undefined;

  /** Aborted at its end. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  isLive(): boolean {
    return this.#ending === undefined;
  }

  /** The end waits for this: what opens after it still has to be closed. Never rejects. */
  opens(opening: Promise<unknown>): void {
    this.#opening = opening;
  }

  /** To be done at the end; when that has come already, while `end` still waits for the opening. */
  onEnd(release: Release): void {
    this.#releases.push(release);
  }

  /** Lets go of everything; every call gives the same promise. One that throws does not keep the others. */
  end(): Promise<void> {
    this.#ending ??= this.#end();
    return this.#ending;
  }

  async #end(): Promise<void> {
    this.#controller.abort();
    await this.#releaseAll();
    await this.#opening;
    await this.#releaseAll();
  }

  async #releaseAll(): Promise<void> {
    for (;;) {
      const release = this.#releases.pop();
      if (release === undefined) return;
      try {
        await release();
      } catch {
        // The device is let go of either way, and the hub connects anew.
      }
    }
  }
}
