import { AisleError } from "@aisle/sdk";
import { coalesce, offsetIn, placed, type Read, sizeOfReads } from "../profiles/index.ts";
import { usualSentinels } from "./number-format.ts";
import type { WeightShelfProfile } from "./profile.ts";
import { addressesOf, spansOf } from "./spans.ts";
import { gramsOf, type WeightUnit } from "./weight-unit.ts";

/** What the settings say where the transmitter's own set-up counts. */
export interface ShownAs {
  readonly decimals?: number | undefined;
  readonly weightUnit?: WeightUnit | undefined;
}

/** Bits that say something when they are set, and bits that say it when they are not. */
export interface BitTest {
  readonly set: number;
  readonly clear: number;
}

/** A part of one register that picks a number. Without `values` it is the number itself. */
export interface Lookup {
  readonly offsets: readonly number[];
  readonly mask: number;
  readonly shift: number;
  readonly values: readonly (number | undefined)[] | undefined;
}

/** A profile compiled for one number of channels: what is asked, and where in the answer everything stands. */
export interface Layout {
  readonly channels: number;
  readonly reads: readonly Read[];
  /** Registers of an image: the answers of all reads, one after the other. */
  readonly size: number;
  readonly weight: Pick<WeightShelfProfile["weight"], "format" | "wordOrder" | "byteOrder"> & {
    readonly offsets: readonly number[];
    readonly sentinels: ReadonlySet<number>;
    readonly sign: BitTest | undefined;
  };
  readonly scale: number;
  readonly decimals: number | Lookup;
  /** Grams in one of the transmitter's unit. */
  readonly grams: number | Lookup;
  readonly status: StatusLayout | undefined;
  /** -1 where there is none. */
  readonly sampleCounter: number;
  readonly zeroCounter: number;
  /** What registers of the image always hold, the number of channels included. */
  readonly identity: readonly { readonly offset: number; readonly at: number; readonly value: number }[];
}

interface StatusLayout {
  readonly offsets: readonly number[];
  readonly stable: BitTest;
  readonly over: BitTest;
  readonly under: BitTest;
  readonly fault: BitTest;
  /** Bits that change with a tare. */
  readonly tared: number;
}

/**
 * Compiles a profile for a unit of so many channels, once: reads are as few as the longest that the unit takes allows.
 * Raises `settings-invalid` where neither profile nor settings tell the decimals or the unit.
 */
export function layoutOf(profile: WeightShelfProfile, channels: number, shown: ShownAs): Layout {
  const { weight, status, longestRead, longestGap } = profile;
  const reads = placed(profile.reads ?? coalesce(spansOf(profile, channels), longestRead, longestGap));
  const offsets = (addresses: readonly number[]): readonly number[] => addresses.map((at) => offsetIn(reads, at));
  const offset = (field: { readonly at: number } | undefined): number =>
    field === undefined ? -1 : offsetIn(reads, field.at);
  const decimals = told(profile, "decimals", shown.decimals ?? profile.decimals);
  const unit = told(profile, "weightUnit", shown.weightUnit ?? profile.weightUnit);
  return {
    channels,
    reads,
    size: sizeOfReads(reads),
    weight: {
      format: weight.format,
      wordOrder: weight.wordOrder,
      byteOrder: weight.byteOrder,
      offsets: offsets(addressesOf(weight, channels, weight.format.endsWith("16") ? 1 : 2)),
      sentinels: new Set(weight.sentinels ?? usualSentinels(weight.format)),
      sign: weight.sign === undefined ? undefined : testOf([weight.sign]),
    },
    scale: profile.scale,
    decimals:
      typeof decimals === "number"
        ? decimals
        : { ...decimals, values: decimals.values, offsets: offsets(addressesOf(decimals, channels, 0)) },
    grams:
      typeof unit === "string"
        ? gramsOf(unit)
        : {
            ...unit,
            values: unit.values.map((each) => (each === null ? undefined : gramsOf(each))),
            offsets: offsets(addressesOf(unit, channels, 0)),
          },
    status: status && {
      offsets: offsets(addressesOf(status, channels, 1)),
      stable: testOf(status.stable),
      over: testOf(status.over),
      under: testOf(status.under),
      fault: testOf(status.fault),
      tared: status.tared.reduce((mask, { bit }) => mask | (1 << bit), 0),
    },
    sampleCounter: offset(profile.sampleCounter),
    zeroCounter: offset(profile.zeroCounter),
    identity: identityOf(profile, channels).map((field) => ({ ...field, offset: offset(field) })),
  };
}

/** What registers of the unit always hold: its own marks, and how many channels it has. */
function identityOf(
  { identity, channels: given }: WeightShelfProfile,
  channels: number,
): readonly { readonly at: number; readonly value: number }[] {
  return typeof given === "number" ? identity : [...identity, { at: given.at, value: channels }];
}

function testOf(bits: readonly { readonly bit: number; readonly when: 0 | 1 }[]): BitTest {
  let [set, clear] = [0, 0];
  for (const { bit, when } of bits) {
    if (when === 1) set |= 1 << bit;
    else clear |= 1 << bit;
  }
  return { set, clear };
}

function told<T>(profile: WeightShelfProfile, setting: string, value: T | undefined): T {
  if (value !== undefined) return value;
  throw new AisleError("settings-invalid", `The profile "${profile.id}" does not tell \`${setting}\`.`, {
    category: "settings",
    remedy: `Set \`${setting}\` to what the transmitter's display shows.`,
  });
}
