/** Every code of an `AisleError` that only this package raises, with what it means. Codes are stable. */
export const serialErrorCodes = {
  "plate-unknown": "A scale was to tare a plate that it does not have: it has one, plate 0.",
  "port-ambiguous": "More than one serial port is what the settings say; they have to say more.",
  "port-not-serial": "What is at the path is no serial port, or cannot be set as the settings say.",
  "scale-refused": "A scale says that it did not tare or zero.",
  "turnstile-busy": "The board of a turnstile still serves somebody, and opened for nobody else.",
  "turnstile-locked": "The board of a turnstile is locked, and opened for nobody.",
  "turnstile-refused": "The board of a turnstile says that it did not take a mode.",
} as const satisfies Readonly<Record<string, string>>;
