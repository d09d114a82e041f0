import { AisleError, type Clock, type ModbusTransport } from "@aisle/sdk";
import { checkCount, isRefusal } from "../polling/index.ts";
import { coalesce, type Span } from "../profiles/index.ts";
import { decodeUnit, type UnitImage, unitImage } from "./decode.ts";
import { type Layout, layoutOf, type ShownAs } from "./layout.ts";
import type { WeightShelfProfile } from "./profile.ts";
import { type Moved, UnitMemory } from "./unit-memory.ts";

/** One answer of a unit. Its image is written again with the next one. */
export interface UnitSample {
  /** When it was asked and when all of it was there, ms since the epoch. */
  readonly asked: number;
  readonly answered: number;
  readonly image: UnitImage;
  /** How many answers before it had the same sample: 0 for a new one. */
  readonly same: number;
  readonly moved: readonly Moved[];
}

/** One Modbus unit of a shelf: asks it, and knows what its zero and its samples have done since. */
export class ShelfUnit {
  readonly number: number;
  /** Answers in a row that did not come. */
  failures = 0;
  /** Whether an answer is awaited. */
  busy = false;
  /** The tick before which it is not asked again. */
  askAgain = 0;
  readonly #profile: WeightShelfProfile;
  readonly #shown: ShownAs;
  readonly #transport: ModbusTransport;
  readonly #clock: Clock;
  readonly #signal: AbortSignal;
  readonly #memory: UnitMemory;
  #layout: Layout | undefined;
  #registers = new Uint16Array(0);
  #image = unitImage(0);
  /** Tares under way, and how many have ended: an answer that overlaps with one may be from before or after it. */
  #taring = 0;
  #tares = 0;

  constructor(
    number: number,
    profile: WeightShelfProfile,
    shown: ShownAs,
    { transport, clock, signal }: { transport: ModbusTransport; clock: Clock; signal: AbortSignal },
  ) {
    this.number = number;
    this.#profile = profile;
    this.#shown = shown;
    this.#transport = transport;
    this.#clock = clock;
    this.#signal = signal;
    this.#memory = new UnitMemory(profile.zeroCounter?.mask ?? 0);
  }

  get taring(): boolean {
    return this.#taring > 0;
  }

  /**
   * Asks for a sample; `undefined` where a tare overlapped. Raises what the transport raises, and
   * `modbus-wrong-device` where the unit is not what the profile says.
   */
  async read(): Promise<UnitSample | undefined> {
    const tares = this.#tares;
    const asked = this.#clock.now();
    const layout = (this.#layout ??= await this.#learn());
    for (const { at, count, offset } of layout.reads) this.#registers.set(await this.#ask({ at, count }), offset);
    const answered = this.#clock.now();
    const image = this.#image;
    decodeUnit(layout, this.#registers, image);
    image.zeroCounter = image.zeroCounter < 0 ? -1 : image.zeroCounter & this.#profile.zeroCounter!.mask;
    if (image.wrong !== undefined) throw this.#wrong(image.wrong);
    // Between two requests somebody may have tared: then the halves do not belong together.
    if (layout.reads.length > 1 && (await this.#zeroMoved(image))) return undefined;
    const zeros = this.#memory.zeros(image);
    const moved = zeros > 0 ? await this.#whoMoved(layout, image, zeros) : this.#turned(image);
    if (this.#taring > 0 || tares !== this.#tares) return undefined;
    const same = this.#memory.samples(image);
    this.#memory.keep(image, zeros);
    return { asked, answered, image, same, moved };
  }

  /** Runs a tare. No answer that overlaps with it counts, also when nobody knows whether it was done. */
  async tare(write: () => Promise<void>): Promise<void> {
    this.#taring += 1;
    let done = true;
    try {
      await write();
    } catch (thrown) {
      done = !isRefusal(thrown);
      throw thrown;
    } finally {
      this.#taring -= 1;
      this.#tares += 1;
      if (done) this.#memory.tared();
    }
  }

  async #ask({ at, count }: Span, table = this.#profile.table): Promise<Uint16Array> {
    const transport = this.#transport;
    const words =
      table === "input"
        ? await transport.readInputRegisters(this.number, at, count, this.#signal)
        : await transport.readHoldingRegisters(this.number, at, count, this.#signal);
    checkCount(this.number, count, words.length);
    return words;
  }

  /** Finds out how many channels the unit has, where it tells. */
  async #learn(): Promise<Layout> {
    const { channels, identity, longestRead, longestGap } = this.#profile;
    let count = typeof channels === "number" ? channels : 0;
    if (typeof channels === "object") {
      const marks = [...identity, channels].map(({ at }) => ({ at, count: 1 }));
      for (const span of coalesce(marks, longestRead, longestGap)) {
        const words = await this.#ask(span);
        const found = (at: number): number | undefined => words[at - span.at];
        const wrong = identity.find(({ at, value }) => (found(at) ?? value) !== value);
        if (wrong !== undefined) throw this.#wrong({ ...wrong, found: found(wrong.at) ?? 0 });
        count = found(channels.at) ?? count;
      }
      if (count < 1 || count > channels.most)
        throw this.#wrong({ at: channels.at, value: channels.most, found: count });
    }
    const layout = layoutOf(this.#profile, count, this.#shown);
    this.#registers = new Uint16Array(layout.size);
    this.#image = unitImage(count);
    return layout;
  }

  async #zeroMoved(image: UnitImage): Promise<boolean> {
    const { zeroCounter } = this.#profile;
    if (zeroCounter === undefined) return false;
    const [now = 0] = await this.#ask({ at: zeroCounter.at, count: 1 });
    return (now & zeroCounter.mask) !== image.zeroCounter;
  }

  #turned(image: UnitImage): readonly Moved[] {
    const channels = this.#memory.turned(image);
    return channels.length > 0 ? [{ channels, cause: "tare" }] : [];
  }

  /** Which channels were tared: the unit's mask tells of one tare; of more, all of them may have been. */
  async #whoMoved(layout: Layout, image: UnitImage, zeros: number): Promise<readonly Moved[]> {
    const all = Array.from({ length: layout.channels }, (_, channel) => channel);
    const { tare } = this.#profile;
    const { cause } = this.#memory;
    if (zeros !== 1 || tare?.write !== "mask" || !tare.readable) return [{ channels: all, cause }];
    const [high = 0, low = 0] = await this.#ask({ at: tare.at, count: 2 }, "holding");
    const channels = all.filter((channel) => (((channel < 16 ? low : high) >>> (channel % 16)) & 1) === 1);
    const sure = channels.length > 0 && !(await this.#zeroMoved(image));
    return [{ channels: sure ? channels : all, cause }];
  }

  #wrong({ at, value, found }: NonNullable<UnitImage["wrong"]>): AisleError {
    // Another board may have been put in its place: it is asked anew how many channels it has.
    this.#layout = undefined;
    const { id } = this.#profile;
    return new AisleError(
      "modbus-wrong-device",
      `Modbus unit ${this.number} has ${found} in register ${at}, where one with the profile "${id}" has ${value}${typeof this.#profile.channels === "object" && at === this.#profile.channels.at ? " or the number of its channels" : ""}.`,
      { category: "device", retryable: true, remedy: "Check the unit's number and the profile." },
    );
  }
}
