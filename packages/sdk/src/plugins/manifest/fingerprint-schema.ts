import { z } from "zod";

const value = z.union([z.string().min(1).max(200), z.number()], {
  error: 'a number, or text such as "0x0c2e" or "Acme *"',
});

const facts = z
  .record(z.string(), z.union([value, z.array(value).min(1).max(200)]), {
    error: (issue) => (issue.code === "invalid_type" ? 'facts, such as { usbVendorId: "0x0c2e" }' : undefined),
  })
  .refine((given) => Object.keys(given).length > 0, { error: "at least one fact" })
  .meta({
    minProperties: 1,
    description:
      "Facts that must hold, by name. Text is compared without regard to case, `*` stands for any text, " +
      "and 0x… for a number; a list means any one of them.",
  });

/** What a device of a driver looks like when a transport discovers it. */
export const fingerprint = z
  .strictObject(
    {
      facts,
      confidence: z
        .number({ error: "a number above 0, at most 1" })
        .gt(0, { error: "a number above 0, at most 1" })
        .max(1, { error: "a number above 0, at most 1" })
        .optional()
        .describe("How sure it is when every fact holds: 1 unless told. Lower for facts that other makers share."),
    },
    { error: (issue) => (issue.code === "invalid_type" ? "a fingerprint: { facts: { … } }" : undefined) },
  )
  .describe("What one of its devices looks like.");

/** What a device of a driver looks like when a transport discovers it; see `matchFingerprint`. */
export type Fingerprint = z.infer<typeof fingerprint>;
