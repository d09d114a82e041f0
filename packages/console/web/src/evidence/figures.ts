/** `−240 g`, with its sign and a true minus. */
export function signedGrams(grams: number): string {
  const rounded = Math.round(grams);
  return `${sign(rounded)}${String(Math.abs(rounded))} g`;
}

/** `+0.42 s` of milliseconds before (−) or after (+) something. */
export function signedSeconds(ms: number): string {
  const hundredths = Math.round(ms / 10);
  return `${sign(hundredths)}${(Math.abs(hundredths) / 100).toFixed(2)} s`;
}

/** `hand at 0.12 m`, `body at 0.80 m`, or that nobody saw them. */
export function tellNearness({ distance, hand }: { readonly distance: number | null; readonly hand: boolean }): string {
  return distance === null ? "not seen" : `${hand ? "hand" : "body"} at ${distance.toFixed(2)} m`;
}

/** Nothing for what is rounded to zero. */
function sign(rounded: number): string {
  if (rounded === 0) return "";
  return rounded < 0 ? "−" : "+";
}
