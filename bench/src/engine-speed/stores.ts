import type { SimulationSettingsInput } from "@aisle/drivers-mock";

/** One aisle and a handful of people. */
export const small: SimulationSettingsInput = { seed: 21, aisles: 1, bays: 1, maxPeople: 4 };

/** Eighteen gondolas and some twenty people. */
export const marketLike: SimulationSettingsInput = {
  seed: 22,
  aisles: 3,
  bays: 3,
  products: 120,
  maxPeople: 24,
  shoppersPerMinute: 60,
  meanItems: 4,
};

/** The same store for crowds that are not the same: a seed gives the store, and arrivals differ. */
export function withCrowd(people: number, part: number): SimulationSettingsInput {
  const shoppersPerMinute = people === 0 ? 0 : 110 + part;
  return {
    seed: 23,
    aisles: 3,
    bays: 3,
    products: 120,
    maxPeople: Math.max(1, people),
    shoppersPerMinute,
    meanItems: 6,
  };
}
