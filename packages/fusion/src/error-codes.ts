/** Every code of an `AisleError` that only fusion raises, with what it means. Codes are stable. */
export const fusionErrorCodes = {
  "fusion.options-invalid": "An option of `fuse` has a value that it cannot have.",
  "fusion.sensor-unknown": "A camera or pose sensor speaks that the store model does not have.",
  "fusion.shelf-plates": "A reading of a shelf has another number of plates than the store model says.",
  "fusion.shelf-time": "A batch of a shelf has a time, or a time between its samples, that cannot be.",
  "fusion.shelf-unknown": "A shelf is named that the store model does not have.",
  "fusion.snapshot-invalid": "A snapshot cannot be restored: it is of another store model, or damaged.",
} as const satisfies Readonly<Record<string, string>>;
