/** One thing that can be bought: what it is and what this very one weighs, in grams. */
export interface Unit {
  readonly gtin: string;
  readonly grams: number;
}
