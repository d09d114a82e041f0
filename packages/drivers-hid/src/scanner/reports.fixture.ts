/** What stands in a report of the layouts that we know. */
export interface ReportParts {
  readonly aim?: string;
  readonly data: string | Uint8Array;
  readonly code?: number;
  readonly more?: boolean;
}

const bytesOf = (data: string | Uint8Array): Uint8Array =>
  typeof data === "string" ? new TextEncoder().encode(data) : data;

/** A report as Access-IS LSR118's manual, appendix B.1, lays it out. */
export function aimReport({ aim = "\0\0\0", data, code = 0, more = false }: ReportParts): Uint8Array {
  const report = new Uint8Array(64);
  const bytes = bytesOf(data);
  report.set([0x02, bytes.length, ...Buffer.from(aim, "latin1")]);
  report.set(bytes, 5);
  report[61] = code;
  report[63] = more ? 1 : 0;
  return report;
}

/** A report as Newland NLS-FM420's guide, p. 47, lays it out. */
export function newlandReport({ data, code = 0, more = false }: ReportParts): Uint8Array {
  const report = new Uint8Array(64);
  const bytes = bytesOf(data);
  report.set([0x02, bytes.length]);
  report.set(bytes, 2);
  report[62] = code;
  report[63] = more ? 1 : 0;
  return report;
}

/** A code in as many reports as it takes. */
export function aimReports(aim: string, data: string): readonly Uint8Array[] {
  const bytes = bytesOf(data);
  const count = Math.max(1, Math.ceil(bytes.length / 56));
  return Array.from({ length: count }, (_, index) =>
    aimReport({ aim, data: bytes.slice(index * 56, index * 56 + 56), more: index < count - 1 }),
  );
}
