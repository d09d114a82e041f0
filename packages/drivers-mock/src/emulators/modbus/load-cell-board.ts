import { AisleError } from "@aisle/sdk";
import type { SaidByKind } from "../wire/audience.ts";
import type { ModbusUnit } from "../wire/devices.ts";
import { createListeners } from "../wire/listeners.ts";
import { createTally } from "../wire/tally.ts";
import { illegalAddress, illegalValue } from "./exceptions.ts";

/** Bits of a channel's status. */
const Status = { stable: 1, over: 2, under: 4, fault: 8 } as const;
/** Weights are in 0.1 g. */
const perGram = 10;
const largest = 0x7fff_ffff;
const noValue = 0x8000_0000;

/** A board with load cells, the hands that put weight on them, and what it has said. */
export interface LoadCellBoard extends ModbusUnit {
  readonly channels: number;
  /** How often plates were tared or zeroed by anybody; it rolls over at 65,536. */
  readonly zeros: number;
  /** `weights`: samples that were shown, that somebody read, and that were replaced before anybody read them. */
  readonly said: SaidByKind;
  /**
   * The next sample: what lies on each channel, in grams, before tare; `NaN` where the cell gives nothing. `flags`:
   * status bits a channel (stable 1, over 2, under 4, fault 8); all stable unless told. Raises `emulator-misused` where
   * there are not as many as channels.
   */
  show(grams: ArrayLike<number>, flags?: ArrayLike<number>): void;
  /** Somebody presses the board's own zero key for these channels, or for all. */
  zero(channels?: readonly number[]): void;
  /** Hears each tare over the bus; what it gives stops that. */
  onTare(listener: (channels: readonly number[]) => void): () => void;
}

/**
 * A load-cell board as a Modbus unit (profile `load-cell-board`). Input registers, N channels: 0 is 0x4C43, 1 is N,
 * 2 counts samples, 3 counts tares and zeros, from 4 on a status a channel, from 4 + N on a weight a channel: int32,
 * high word first, in 0.1 g, 0x80000000 where there is none. Holding registers 0 and 1: a mask of channels, high word
 * first; written in one request they tare those. A tare shows at once. Channels without a value are not tared; where
 * none of the mask's has one, that is an illegal value.
 * Raises `emulator-misused` for other than 1 to 24 channels.
 */
export function loadCellBoard({ channels }: { readonly channels: number }): LoadCellBoard {
  if (!Number.isInteger(channels) || channels < 1 || channels > 24) {
    throw misused(`A load-cell board has 1 to 24 channels, not ${channels}.`);
  }
  const tally = createTally();
  const tared = createListeners<readonly number[]>();
  const load = new Float64Array(channels).fill(Number.NaN);
  const offset = new Float64Array(channels);
  const status = new Uint8Array(channels).fill(Status.fault);
  let samples = 0;
  let zeros = 0;
  let lastMask = 0;
  let heard = (): void => undefined;

  const works = (channel: number): boolean => Number.isFinite(load[channel]) && (status[channel]! & Status.fault) === 0;
  const rebase = (wanted: readonly number[]): readonly number[] => {
    const done = wanted.filter(works);
    shown = undefined;
    for (const channel of done) offset[channel] = load[channel]!;
    if (done.length > 0) {
      zeros = (zeros + 1) & 0xffff;
      lastMask = done.reduce((mask, channel) => (mask | (1 << channel)) >>> 0, 0);
    }
    return done;
  };
  /** Puts a channel's status and weight where they stand in the input registers. */
  const put = (registers: number[], channel: number): void => {
    const at = 4 + channels + 2 * channel;
    if (!works(channel)) {
      registers[4 + channel] = status[channel]! | Status.fault;
      registers[at] = noValue >>> 16;
      registers[at + 1] = 0;
      return;
    }
    const value = Math.round((load[channel]! - offset[channel]!) * perGram);
    const held = Math.max(-largest, Math.min(largest, value));
    registers[4 + channel] = status[channel]! | (value > largest ? Status.over : value < -largest ? Status.under : 0);
    registers[at] = (held >>> 16) & 0xffff;
    registers[at + 1] = held & 0xffff;
  };
  /** The input registers, until they change. */
  let shown: readonly number[] | undefined;
  const inputs = (): readonly number[] => {
    const registers = new Array<number>(4 + 3 * channels).fill(0);
    registers[0] = 0x4c43;
    registers[1] = channels;
    registers[2] = samples;
    registers[3] = zeros;
    for (let channel = 0; channel < channels; channel += 1) put(registers, channel);
    return registers;
  };

  return {
    channels,
    get zeros() {
      return zeros;
    },
    said: tally.said,
    read(table, address, count) {
      const registers =
        table === "input" ? (shown ??= inputs()) : table === "holding" ? [lastMask >>> 16, lastMask & 0xffff] : [];
      if (address + count > registers.length) {
        throw illegalAddress(`${registers.length} in its table ${table}, not ${address} to ${address + count - 1}`);
      }
      if (table === "input" && address + count > 4 + channels) heard();
      return registers.slice(address, address + count);
    },
    write(table, address, values) {
      if (table !== "holding" || address + values.length > 2) throw illegalAddress("holding registers 0 and 1 only");
      if (values.length !== 2) throw illegalValue("half a mask: both words are written in one request");
      const mask = ((values[0]! << 16) | values[1]!) >>> 0;
      if (mask === 0 || mask >= 2 ** channels) throw illegalValue(`a mask of ${mask} with ${channels} channels`);
      const done = rebase(
        Array.from({ length: channels }, (_, channel) => channel).filter((at) => ((mask >>> at) & 1) === 1),
      );
      if (done.length === 0) throw illegalValue("a tare of channels that have no value");
      tared.tell(done);
    },
    show(grams, flags) {
      if (grams.length !== channels || (flags !== undefined && flags.length !== channels)) {
        throw misused(`A sample of this board has ${channels} values, not ${grams.length}.`);
      }
      load.set(grams);
      for (let channel = 0; channel < channels; channel += 1) status[channel] = flags?.[channel] ?? Status.stable;
      samples = (samples + 1) & 0xffff;
      shown = undefined;
      heard = tally.show("weights");
    },
    zero(wanted = Array.from({ length: channels }, (_, channel) => channel)) {
      rebase(wanted);
    },
    onTare: (listener) => tared.add(listener),
  };
}

function misused(message: string): AisleError {
  return new AisleError("emulator-misused", message, {
    category: "usage",
    remedy: "See the description of the emulator's hands.",
  });
}
