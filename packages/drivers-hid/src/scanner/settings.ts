import { z } from "zod";
import { reportLayout } from "./layout.ts";
import { type ScannerProfileId, scannerProfiles } from "./profiles.ts";

const aim = z.string().regex(/^\][A-Za-z][0-9A-Za-z]$/, { error: 'an AIM identifier such as "]Q1"' });

/** Settings of `hid-scanner`. */
export const scannerSettings = z.strictObject({
  /** What family the scanner is of. */
  profile: z.enum(Object.keys(scannerProfiles) as [ScannerProfileId, ...ScannerProfileId[]]).default("aim-64"),
  /** Where things stand in its reports, for a scanner of no profile; takes the place of the profile's. */
  layout: reportLayout.optional(),
  /** AIM identifiers by the maker's own codes (decimal), for a scanner that sends no AIM identifier. */
  symbologies: z
    .record(z.string().regex(/^\d{1,3}$/, { error: 'the maker\'s code as a decimal number, such as "115"' }), aim)
    .default({}),
  /** Text that the scanner was set up to put in front of each code, or after it; it is taken off. */
  prefix: z.string().max(32).default(""),
  suffix: z.string().max(32).default(""),
  /** How long a code that goes on in another report is waited for (ms); USB needs a few, two codes are further apart. */
  partTimeout: z.number().int().min(50).max(10_000).default(300),
  /** Output report that makes it look for a code, in hexadecimal, its id first; takes the place of the profile's. */
  trigger: z
    .string()
    .regex(/^(?:[0-9a-fA-F]{2} ?){1,128}$/, { error: 'bytes in hexadecimal such as "04 01"' })
    .optional(),
});

/** Settings of `hid-scanner`. */
export type ScannerSettings = z.output<typeof scannerSettings>;
