import type { Span } from "../profiles/index.ts";
import { sizeOf } from "./number-format.ts";
import type { WeightShelfProfile } from "./profile.ts";

/** Where a profile says that each channel has something. */
export interface Place {
  readonly at: number;
  readonly stride?: number | undefined;
  readonly perChannel?: number;
}

/** The addresses of one field, channel by channel. `stride` where the place names none. */
export function addressesOf(place: Place, channels: number, stride: number): readonly number[] {
  const first = place.at + (place.perChannel ?? 0) * channels;
  return Array.from({ length: channels }, (_, channel) => first + (place.stride ?? stride) * channel);
}

/** What has to be read of a unit of so many channels. */
export function spansOf(profile: Omit<WeightShelfProfile, "reads">, channels: number): readonly Span[] {
  const { weight, status, decimals, weightUnit, sampleCounter, zeroCounter, identity } = profile;
  const single = [sampleCounter, zeroCounter, ...identity, typeof profile.channels === "object" && profile.channels];
  const shared = [typeof decimals === "object" && decimals, typeof weightUnit === "object" && weightUnit];
  return [
    ...addressesOf(weight, channels, sizeOf(weight.format)).map((at) => ({ at, count: sizeOf(weight.format) })),
    ...(status === undefined ? [] : addressesOf(status, channels, 1)).map((at) => ({ at, count: 1 })),
    ...shared
      .flatMap((place) => (place === false ? [] : addressesOf(place, channels, 0)))
      .map((at) => ({ at, count: 1 })),
    ...single.flatMap((field) => (field === undefined || field === false ? [] : { at: field.at, count: 1 })),
  ];
}
