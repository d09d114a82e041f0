import { z } from "zod";

const position = z.number().int().min(1).max(4_094);

/** Where things stand in a scanner's input report; positions count from 0, the report id. */
export const reportLayout = z
  .strictObject({
    /** The id of reports that hold what was scanned; others are left alone. */
    reportId: z.number().int().min(1).max(255),
    /** Bytes of a report, its id included; a shorter one is dropped. */
    bytes: z.number().int().min(3).max(4_095),
    /** How many bytes of data are in this report. */
    lengthAt: position,
    /** The first of three bytes with the AIM symbology identifier, `]Q1`; left out where the report has none. */
    aimAt: position.optional(),
    dataAt: position,
    /** The most data that a report holds. */
    dataBytes: position,
    /** The maker's own code of the symbology. */
    codeAt: position.optional(),
    /** Bit 0 of this byte: the code goes on in the next report. */
    moreAt: position.optional(),
  })
  .superRefine((layout, context) => {
    const ends = {
      lengthAt: layout.lengthAt + 1,
      aimAt: (layout.aimAt ?? 0) + 3,
      dataAt: layout.dataAt + layout.dataBytes,
      codeAt: (layout.codeAt ?? 0) + 1,
      moreAt: (layout.moreAt ?? 0) + 1,
    };
    for (const [key, end] of Object.entries(ends)) {
      if (end > layout.bytes) {
        context.addIssue({
          code: "custom",
          path: [key],
          message: `it ends at byte ${end}, beyond the ${layout.bytes} bytes of a report`,
        });
      }
    }
  });

/** Where things stand in a scanner's input report; positions count from 0, the report id. */
export type ReportLayout = z.output<typeof reportLayout>;
