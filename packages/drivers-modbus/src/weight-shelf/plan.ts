import type { WeightShelfProfile } from "./profile.ts";
import { resolveProfile } from "./profiles/index.ts";
import type { ShelfSettings } from "./settings.ts";

/** A shelf's settings, worked out. */
export interface ShelfPlan {
  readonly profile: WeightShelfProfile;
  /** Unit numbers, each once. */
  readonly units: readonly number[];
  /** Not there where the one unit tells how many it has. */
  readonly plates: readonly { readonly unit: number; readonly channel: number }[] | undefined;
  readonly rate: number;
  readonly batch: number;
  /** Ms from one poll to the next. */
  readonly period: number;
  /** Answers in a row with the same sample after which a board counts as frozen: those of a second, at least three. */
  readonly frozenAfter: number;
  /** Grams, plate by plate. */
  readonly capacity: readonly number[] | undefined;
}

/** Most plates of a shelf, whose capacities are laid out. */
const mostPlates = 256;

export function planOf(settings: ShelfSettings): ShelfPlan {
  const { rate, batch, unit, capacity } = settings;
  const profile = resolveProfile(settings.profile);
  const { channels } = profile;
  const plates =
    settings.plates ??
    (unit === undefined || typeof channels === "object"
      ? undefined
      : Array.from({ length: channels }, (_, channel) => ({ unit, channel })));
  const period = 1_000 / rate;
  return {
    profile,
    units: [...new Set(settings.plates?.map((plate) => plate.unit) ?? (unit === undefined ? [] : [unit]))],
    plates,
    rate,
    batch,
    period,
    frozenAfter: Math.max(3, Math.ceil(rate)),
    capacity: typeof capacity === "number" ? Array.from({ length: mostPlates }, () => capacity) : capacity,
  };
}

/** How long a shelf may be silent: it is noticed within the greater of a second and three readings. */
export function within({ batch, rate }: Pick<ShelfSettings, "batch" | "rate">): number {
  return 0.75 * Math.max(1_000, (3_000 * batch) / rate);
}
