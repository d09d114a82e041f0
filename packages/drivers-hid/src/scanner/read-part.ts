import type { ReportLayout } from "./layout.ts";

/** One report of a scanner: a code, or a part of one. */
export interface CodePart {
  /** AIM symbology identifier as the scanner sent it; left out where it sent none. */
  readonly aim?: string;
  /** The maker's own code of the symbology, where the layout has one. */
  readonly code?: number;
  /** A copy of its own. */
  readonly data: Uint8Array;
  /** Whether the code goes on in the next report. */
  readonly more: boolean;
}

const none = new Uint8Array(3);

/** What a report holds; `undefined` for one of another id, and what is wrong with it in words where it is not what it should be. */
export function readPart(report: Uint8Array, layout: ReportLayout): CodePart | string | undefined {
  if (report.length === 0) return "an empty report";
  if (report[0] !== layout.reportId) return undefined;
  // Windows gives every report the length of the longest one of the device.
  if (report.length < layout.bytes) return `a report of ${report.length} bytes, expected ${layout.bytes}`;
  const length = report[layout.lengthAt]!;
  if (length > layout.dataBytes) return `a report that says it holds ${length} bytes, at most ${layout.dataBytes} fit`;
  const more = layout.moreAt !== undefined && (report[layout.moreAt]! & 1) === 1;
  if (length === 0 && !more) return "a report without data";
  const id = layout.aimAt === undefined ? none : report.subarray(layout.aimAt, layout.aimAt + 3);
  const aim = readAim(id);
  if (aim === undefined && id.some((byte) => byte !== 0)) return "a report whose AIM identifier is none";
  const code = layout.codeAt === undefined ? 0 : report[layout.codeAt]!;
  return {
    ...(aim !== undefined && { aim }),
    ...(code !== 0 && { code }),
    data: report.slice(layout.dataAt, layout.dataAt + length),
    more,
  };
}

/** The AIM symbology identifier (ISO/IEC 15424) that is in front: `]`, a letter, a modifier. */
export function readAim(bytes: Uint8Array): string | undefined {
  const text = String.fromCharCode(...bytes.subarray(0, 3));
  return /^\][A-Za-z][0-9A-Za-z]$/.test(text) ? text : undefined;
}
