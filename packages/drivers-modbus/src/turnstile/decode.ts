import type { TurnstileMode } from "@aisle/sdk";
import { coalesce, offsetIn, placed, type Read, type Span } from "../profiles/index.ts";
import type { TurnstileProfile } from "./profile.ts";

const inputNames = ["passIn", "passOut", "ready", "alarm", "fire", "underwayIn", "underwayOut"] as const;
export const counterNames = ["in", "out", "timeouts", "acceptedIn", "acceptedOut"] as const;
type InputName = (typeof inputNames)[number];
export type CounterName = (typeof counterNames)[number];

/** What the inputs and counters of a turnstile say: `undefined` for what the module does not have. */
export interface GateImage {
  readonly inputs: Partial<Record<InputName, boolean>>;
  readonly counters: Partial<Record<CounterName, number>>;
}

/** A profile compiled: what is asked, and where in the answers everything stands. */
export interface GateLayout {
  readonly discrete: readonly Read[];
  readonly registers: readonly Read[];
  readonly coils: readonly Read[];
  readonly inputs: readonly { readonly name: InputName; readonly offset: number; readonly when: boolean }[];
  readonly counters: readonly {
    readonly name: CounterName;
    readonly offset: number;
    readonly wide: boolean;
    readonly highFirst: boolean;
  }[];
}

/** One request takes at most so many registers, and coils or inputs (Modbus Application Protocol v1.1b3, section 6). */
const [mostRegisters, mostBits] = [125, 2_000];

export function gateLayout({ inputs, counters, coils, longestGap }: TurnstileProfile): GateLayout {
  const bits = inputNames.flatMap((name) => {
    const input = inputs[name];
    return input === undefined ? [] : { name, ...input };
  });
  const counts = counterNames.flatMap((name) => {
    const counter = counters?.[name];
    return counter === undefined ? [] : { name, ...counter };
  });
  const bitAt = (at: number): Span => ({ at, count: 1 });
  const discrete = placed(
    coalesce(
      bits.map(({ at }) => bitAt(at)),
      mostBits,
      0,
    ),
  );
  const spans = counts.map(({ at, format }) => ({ at, count: format === "uint32" ? 2 : 1 }));
  const registers = placed(coalesce(spans, mostRegisters, longestGap));
  return {
    discrete,
    registers,
    coils: placed(
      coalesce(
        Object.values(coils).flatMap((at) => (at === undefined ? [] : bitAt(at))),
        mostBits,
        0,
      ),
    ),
    inputs: bits.map(({ name, at, when }) => ({ name, offset: offsetIn(discrete, at), when: when === 1 })),
    counters: counts.map(({ name, at, format, wordOrder }) => ({
      name,
      offset: offsetIn(registers, at),
      wide: format === "uint32",
      highFirst: wordOrder === "high-first",
    })),
  };
}

/** Makes an image of the answers to all reads of inputs and registers, each laid one after the other. Never throws. */
export function decodeGate(layout: GateLayout, bits: readonly boolean[], registers: Uint16Array): GateImage {
  const image: GateImage = { inputs: {}, counters: {} };
  for (const { name, offset, when } of layout.inputs) image.inputs[name] = (bits[offset] ?? !when) === when;
  for (const { name, offset, wide, highFirst } of layout.counters) {
    const first = registers[offset] ?? 0;
    const second = registers[offset + 1] ?? 0;
    image.counters[name] = !wide ? first : highFirst ? first * 65_536 + second : second * 65_536 + first;
  }
  return image;
}

/** What the coils of a turnstile are, in the profile's words. */
export interface GateCoils {
  readonly in: boolean;
  readonly out: boolean;
  readonly block: boolean;
  /** Whether a coil that is held keeps the way free, rather than being a pulse. */
  readonly held: boolean;
}

export function decodeCoils({ coils }: TurnstileProfile, layout: GateLayout, bits: readonly boolean[]): GateCoils {
  const at = (address: number | undefined): boolean =>
    address !== undefined && bits[offsetIn(layout.coils, address)] === true;
  return {
    in: at(coils.in),
    out: at(coils.out),
    block: at(coils.block),
    held: coils.potential === undefined || at(coils.potential),
  };
}

/** How a turnstile with these coils treats whoever comes. */
export function modeOf({ in: into, out, block, held }: GateCoils): TurnstileMode {
  if (block) return "locked";
  if (!held) return "controlled";
  if (into && out) return "free";
  return into ? "free-in" : out ? "free-out" : "controlled";
}
