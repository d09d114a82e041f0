import { createRequire } from "node:module";
import type { Clock } from "../time/clock.ts";
import { codeOf, type RecordingDisk, type RecordingFile } from "./disk.ts";
import { fileName } from "./file-names.ts";
import type { RecordingLimits } from "./limits.ts";
import type { RecordedEntry } from "./recorded-input.ts";
import { type MetadataRecord, Segment } from "./segment.ts";

/** Where files are begun, and what the next one is called. */
export interface SegmentPlace {
  readonly folder: string;
  readonly disk: RecordingDisk;
  readonly clock: Clock;
  readonly limits: RecordingLimits;
  readonly metadata: (number: number) => readonly MetadataRecord[];
  /** The names' times never go back, whatever the clock does. */
  lastNamedAt: number;
  nextNumber: number;
}

/** So many names may be taken before it gives up: other files of the same millisecond. */
const mostNames = 1_000;

/** The file that is being written. */
export class OpenSegment {
  readonly name: string;
  readonly #file: RecordingFile;
  readonly #segment: Segment;
  readonly #number: number;
  readonly #place: SegmentPlace;
  readonly #beganAt: number;
  #syncedAt: number;
  #unsynced = false;
  /** Bytes that are whole in the file. */
  #size = 0;

  private constructor(place: SegmentPlace, name: string, file: RecordingFile, segment: Segment, number: number) {
    this.name = name;
    this.#place = place;
    this.#file = file;
    this.#segment = segment;
    this.#number = number;
    this.#beganAt = place.clock.now();
    this.#syncedAt = this.#beganAt;
  }

  /** Begins the next file. It never takes a name that is there already. */
  static async create(place: SegmentPlace): Promise<OpenSegment> {
    const at = Math.max(place.clock.now(), place.lastNamedAt);
    for (let tries = 1; ; tries++) {
      const number = place.nextNumber;
      const name = fileName(at, number);
      const segment = new Segment(library(), place.metadata(number));
      place.nextNumber += 1;
      try {
        const file = await place.disk.create(place.folder, name);
        place.lastNamedAt = at;
        return new OpenSegment(place, name, file, segment, number);
      } catch (error) {
        if (codeOf(error) === "EEXIST" && tries < mostNames) continue;
        // A try that failed has used up no number: files are counted without a gap.
        place.nextNumber = number;
        throw error;
      }
    }
  }

  /** Whether nothing has been written to it. */
  get isEmpty(): boolean {
    return this.#size === 0;
  }

  get waiting(): number {
    return this.#segment.waiting;
  }

  isFull(): boolean {
    const { clock, limits } = this.#place;
    const age = Math.abs(clock.now() - this.#beganAt);
    return this.#size >= limits.maxBytes || age >= limits.maxMinutes * 60_000;
  }

  /** Throws where the entry's data cannot be written. */
  add(entry: RecordedEntry): void {
    this.#segment.add(entry);
  }

  /** Writes what was added; gives how many bytes that were. */
  async write(): Promise<number> {
    const bytes = this.#segment.take();
    await this.#file.append(bytes);
    this.#size += bytes.length;
    this.#unsynced = true;
    if (this.#place.limits.syncEvery === 0) await this.#sync();
    return bytes.length;
  }

  /** Whether something was written that is still to be synced before the file ends. */
  get needsSync(): boolean {
    return this.#unsynced && this.#place.limits.syncEvery !== "end";
  }

  async syncWhenDue(): Promise<void> {
    const { clock, limits } = this.#place;
    if (!this.needsSync || limits.syncEvery === "end") return;
    if (Math.abs(clock.now() - this.#syncedAt) >= limits.syncEvery) await this.#sync();
  }

  /** Makes it a whole file with its index; gives how many bytes more that were. */
  async end(): Promise<number> {
    const bytes = this.#segment.end();
    try {
      await this.#file.append(bytes);
      await this.#file.sync();
    } finally {
      await this.#file.close();
    }
    return bytes.length;
  }

  /** Leaves it with what is whole in it, or not at all where nothing is: a full disk still takes names. Never rejects. */
  async abandon(): Promise<void> {
    const { disk, folder } = this.#place;
    await this.#file.truncate(this.#size).catch(() => undefined);
    await this.#file.close().catch(() => undefined);
    if (this.#size > 0) return;
    await disk.remove(folder, this.name).catch(() => undefined);
    this.#place.nextNumber = this.#number;
  }

  async #sync(): Promise<void> {
    await this.#file.sync();
    this.#syncedAt = this.#place.clock.now();
    this.#unsynced = false;
  }
}

/** Who wrote a file, as MCAP wants to know. */
function library(): string {
  // By its own name: the place of the manifest differs between source and build.
  const manifest = createRequire(import.meta.url)("@aisle/sdk/package.json") as { readonly version: string };
  return `aisle ${manifest.version}`;
}
