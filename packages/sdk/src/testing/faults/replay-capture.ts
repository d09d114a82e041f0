import { Subject } from "rxjs";
import { AisleError } from "../../errors/aisle-error.ts";
import type { CancelTimer, Clock } from "../../time/clock.ts";
import type { OpenTransport, TransportProvider } from "../../transports/define-transport.ts";
import { type CaptureEntry, fromHex, parseCapture } from "./capture-format.ts";
import type { CapturedTransport } from "./capture-transport.ts";

/** A provider that plays a capture. */
export interface ReplayProvider<T extends CapturedTransport> extends TransportProvider<T> {
  /** Whether everything has been played. */
  readonly done: boolean;
  /** Virtual milliseconds from the capture's begin to its last line. */
  readonly duration: number;
  /** The readings that were recorded with it, as its lines hold them. */
  readonly readings: readonly { readonly type: string; readonly data?: unknown }[];
}

/** How a capture is played. */
export interface ReplayOptions {
  /** Makes other chunks of the bytes that came, as another network would. As they came unless told. */
  readonly chunks?: (bytes: Uint8Array) => readonly Uint8Array[];
}

/**
 * Plays a capture (the text that `captureTransport` wrote) to a driver, on the hub's clock: each connection in its
 * turn, what came from the device at its own time but never before the driver has written what it wrote before that.
 * After the last connection nothing can be opened any more.
 *
 * Raises `capture-invalid` for a text that is none, or a capture of another transport.
 */
export function replayCapture<T extends CapturedTransport>(
  transport: T,
  text: string,
  options: ReplayOptions = {},
): ReplayProvider<T> {
  const capture = parseCapture(text);
  if (capture.transport !== transport) {
    throw new AisleError("capture-invalid", `The capture is of ${capture.transport}, not of ${transport}.`, {
      category: "input",
      remedy: `Open it with replayCapture("${capture.transport}", …).`,
    });
  }
  const features = new Map<number, Uint8Array>();
  const connections: CaptureEntry[][] = [];
  for (const entry of capture.entries) {
    if ("feature" in entry) features.set(entry.feature, fromHex(entry.in));
    else if ("open" in entry) connections.push([entry]);
    else if (!("reading" in entry)) connections.at(-1)?.push(entry);
  }
  let next = 0;
  let playing = 0;
  return {
    transport,
    settings: { "~standard": { version: 1, vendor: "aisle", validate: (value) => ({ value }) } },
    open({ clock }) {
      const entries = connections[next];
      if (entries === undefined) throw gone("The capture has no more connections.");
      next += 1;
      playing += 1;
      const player = new Player(entries, options.chunks ?? ((bytes) => [bytes]), clock, features, () => {
        playing -= 1;
      });
      return player.open as OpenTransport<T>;
    },
    get done() {
      return next === connections.length && playing === 0;
    },
    duration: capture.entries.at(-1)?.t ?? 0,
    readings: capture.entries.flatMap((entry) => ("reading" in entry ? [entry.reading] : [])),
  };
}

/** Plays one connection. */
class Player {
  readonly open: OpenTransport<"tcp" | "hid">;
  readonly #entries: readonly CaptureEntry[];
  readonly #chunks: (bytes: Uint8Array) => readonly Uint8Array[];
  readonly #clock: Clock;
  readonly #bytes = new Subject<Uint8Array>();
  readonly #onEnd: () => void;
  /** Virtual time of the capture's zero. */
  readonly #zero: number;
  #position = 1;
  /** Writes of the driver that the capture has not come to yet. */
  #writes = 0;
  #cancel: CancelTimer | undefined;
  #ended = false;

  constructor(
    entries: readonly CaptureEntry[],
    chunks: (bytes: Uint8Array) => readonly Uint8Array[],
    clock: Clock,
    features: ReadonlyMap<number, Uint8Array>,
    onEnd: () => void,
  ) {
    this.#entries = entries;
    this.#chunks = chunks;
    this.#clock = clock;
    this.#onEnd = onEnd;
    this.#zero = clock.now() - entries[0]!.t;
    const write = async (): Promise<void> => {
      this.#writes += 1;
      this.#arm();
    };
    const transport = {
      bytes$: this.#bytes.asObservable(),
      reports$: this.#bytes.asObservable(),
      write,
      async getFeatureReport(id: number): Promise<Uint8Array> {
        const report = features.get(id);
        if (report !== undefined) return report.slice();
        throw new AisleError("hid-no-feature", `The capture has no feature report ${id}.`, { category: "device" });
      },
    };
    this.open = {
      transport,
      close: () => {
        this.#end();
      },
    };
    this.#arm();
  }

  #arm(): void {
    if (this.#ended || this.#cancel !== undefined) return;
    while ("out" in (this.#entries[this.#position] ?? {})) {
      // What comes next came as an answer to this.
      if (this.#writes === 0) return;
      this.#writes -= 1;
      this.#position += 1;
    }
    const entry = this.#entries[this.#position];
    if (entry === undefined) {
      this.#end();
      return;
    }
    this.#cancel = this.#clock.schedule(this.#zero + entry.t - this.#clock.now(), () => {
      this.#cancel = undefined;
      this.#position += 1;
      this.#play(entry);
      this.#arm();
    });
  }

  #play(entry: CaptureEntry): void {
    if ("in" in entry) for (const chunk of this.#chunks(fromHex(entry.in))) this.#bytes.next(chunk);
    if ("close" in entry) this.#bytes.error(gone(`The capture says: ${entry.close}`));
  }

  #end(): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#cancel?.();
    this.#onEnd();
  }
}

function gone(message: string): AisleError {
  return new AisleError("device-gone", message, { category: "transport", retryable: true });
}
