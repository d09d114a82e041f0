import type { ReportLayout } from "./layout.ts";

/** What is known of a family of scanners: data, no code. */
export interface ScannerProfile {
  readonly layout: ReportLayout;
  /** The output report that makes it look for a code, id first. */
  readonly trigger?: readonly number[];
  /** How data begins that is no code but an answer to a command. */
  readonly answers?: readonly number[];
  /** Whether a scanner that is set up to do so puts the AIM identifier in front of the data itself. */
  readonly aimInData?: boolean;
}

/**
 * Byte by byte: Access-IS LSR118 Product Manual (2020), appendix B.1, with an example of a code in two reports; and
 * reports of a Honeywell Voyager 1602g as its users have published them.
 */
const aim64: ReportLayout = {
  reportId: 0x02,
  bytes: 64,
  lengthAt: 1,
  aimAt: 2,
  dataAt: 5,
  dataBytes: 56,
  codeAt: 61,
  moreAt: 63,
};

/**
 * Newland NLS-FM420 Integration Guide, "HID-POS", p. 47. The same page is in the manuals of Unitech MS842N (p. 23) and
 * Quio QU-R-302 (p. 79).
 */
const newland64: ReportLayout = {
  reportId: 0x02,
  bytes: 64,
  lengthAt: 1,
  dataAt: 2,
  dataBytes: 56,
  codeAt: 62,
  moreAt: 63,
};

/** An output report of so many bytes: these, then zeros. */
const padded = (bytes: number, ...report: readonly number[]): readonly number[] => [
  ...report,
  ...Array.from({ length: bytes - report.length }, () => 0),
];

/** The profiles by id. */
export const scannerProfiles = {
  "aim-64": { layout: aim64, trigger: [0x04, 0x01] },
  /** LSR118 Product Manual, appendix B.3: bit 2 of report 4 is "initiate barcode read". */
  "access-is": { layout: aim64, trigger: [0x04, 0x04] },
  /** SYN T CR (0x16 0x54 0x0D) of Honeywell's user guides, in the output report 0xFD that their scanners take commands in. */
  honeywell: { layout: aim64, trigger: [0xfd, 0x03, 0x16, 0x54, 0x0d] },
  /** "How to send and acquire data in HID POS" (newlandaidc.com, 2021): "activate scanning session", and its answer. */
  "newland-64": {
    layout: newland64,
    trigger: padded(64, 0x04, 0x09, 0x7e, 0x00, 0x08, 0x01, 0x00, 0x02, 0x01, 0x02, 0xda),
    answers: [0x02, 0x00, 0x00],
    aimInData: true,
  },
} as const satisfies Readonly<Record<string, ScannerProfile>>;

/** The id of a profile. */
export type ScannerProfileId = keyof typeof scannerProfiles;
