import { createHmac, randomBytes } from "node:crypto";
import type { Reading } from "../readings/reading.ts";
import type { Random } from "../time/clock.ts";

/** How the names of those who work in the store begin. */
export const staffPrefix = "S-";

/**
 * Replaces credentials by names that are the same for the same credential within one recording and mean nothing
 * outside it: the first 96 bits of an HMAC-SHA-256 under a key that is never written down.
 * Those of staff begin with `staffPrefix`, so that a replay knows them; nobody's are unless told.
 * Without `random` the key comes from the operating system, which is what a store wants; with it the names repeat.
 */
export function pseudonyms(
  random?: Random,
  isStaff: (credential: string) => boolean = () => false,
): (reading: Reading) => Reading {
  const key =
    random === undefined ? randomBytes(32) : Uint8Array.from({ length: 32 }, () => Math.floor(random() * 256));
  const name = (credential: string): string =>
    `${isStaff(credential) ? staffPrefix : "P-"}${createHmac("sha256", key).update(credential).digest("hex").slice(0, 24)}`;
  return (reading) => {
    if (reading.kind === "barcode-scanner") {
      return { ...reading, data: { ...reading.data, data: name(reading.data.data) } };
    }
    if (reading.kind === "turnstile" && reading.type === "authorised" && reading.data.key !== undefined) {
      return { ...reading, data: { ...reading.data, key: name(reading.data.key) } };
    }
    return reading;
  };
}
