/** Grams in a unit, by its name in small letters (NIST Special Publication 811, appendix B.8, for lb and oz). */
const grams: Readonly<Record<string, number>> = { mg: 0.001, g: 1, kg: 1_000, lb: 453.59237, oz: 28.349523125 };

/** A weight in grams; `undefined` where the unit is none that we know, or the text is no plain number. */
export function toGrams(value: string, unit: string): number | undefined {
  const text = value.trim();
  const factor = Object.hasOwn(grams, unit.trim().toLowerCase()) ? grams[unit.trim().toLowerCase()] : undefined;
  if (factor === undefined || !/^[-+]?\d{1,9}(?:\.\d{0,6})?$/.test(text)) return undefined;
  return Number(text) * factor;
}
