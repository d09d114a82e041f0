/** The weighted products of a digit (GS1 General Specifications, figure 7.9.2-1). */
const products = {
  "2-": "0246891357",
  "3": "0369258147",
  "5+": "0516273849",
  "5-": "0594837261",
} as const;

type Weight = keyof typeof products;

const product = (digit: string, weight: Weight): number => Number(products[weight][Number(digit)]);

const sum = (digits: string, weights: readonly Weight[]): number =>
  weights.reduce((total, weight, index) => total + product(digits.charAt(index), weight), 0);

/**
 * The digit that verifies a price or weight field of four or five digits (GS1 General Specifications, 7.9.3 and 7.9.4);
 * `undefined` for fields of another length, for which there is none.
 */
export function verifierDigit(field: string): string | undefined {
  if (/^\d{4}$/.test(field)) return String((sum(field, ["2-", "2-", "3", "5-"]) * 3) % 10);
  if (!/^\d{5}$/.test(field)) return undefined;
  const rest = (10 - (sum(field, ["5+", "2-", "5-", "5+", "2-"]) % 10)) % 10;
  return String(products["5-"].indexOf(String(rest)));
}
