/** What a barcode scanner can say. */
export interface BarcodeScannerReadings {
  scan: {
    /** AIM symbology identifier as the scanner sent it (`]E0`, `]Q1`, …); `]X0` when it sent none. */
    readonly symbology: string;
    /** The decoded characters, without prefix and suffix. */
    readonly data: string;
  };
}

/** What a barcode scanner can be told. */
export interface BarcodeScannerCommands {
  /** Look for a code now. */
  trigger: { readonly input: Readonly<Record<string, never>>; readonly output: undefined };
}
