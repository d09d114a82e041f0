/** How many of a list are shown: `3`, `1 of 3`, and where only the newest are known, `the last 50 of 120`. */
export function countWords(found: number, known: number, all: number, narrowed: boolean): string {
  const among = all > known ? `the last ${known} of ${all}` : String(all);
  return narrowed && all > 0 ? `${found} of ${among}` : among;
}

const none = {
  cart: { none: "Nobody is shopping at this moment.", unknown: "Carts are not known yet" },
  receipt: { none: "No receipt has been issued yet.", unknown: "Receipts are not known yet" },
} as const;

/**
 * What stands where a list is empty.
 *
 * @param known How many there are before they are narrowed.
 * @param provisional The moment was made ahead of its turn: nothing is known of carts.
 */
export function emptyWords(of: keyof typeof none, known: number, provisional: boolean): string {
  if (provisional) return `${none[of].unknown}: the recording is still being read.`;
  return known === 0 ? none[of].none : `No ${of === "cart" ? "open cart" : "receipt"} matches at this moment.`;
}
