/** Units of weight that transmitters show, in grams. The pound is the international avoirdupois one of 1959. */
const gramsIn = {
  mg: 0.001,
  g: 1,
  kg: 1_000,
  t: 1_000_000,
  oz: 28.349_523_125,
  lb: 453.592_37,
} as const;

export type WeightUnit = keyof typeof gramsIn;

export const weightUnits = Object.keys(gramsIn) as readonly WeightUnit[] as readonly [WeightUnit, ...WeightUnit[]];

/** Grams in one of this unit. */
export function gramsOf(unit: WeightUnit): number {
  return gramsIn[unit];
}
