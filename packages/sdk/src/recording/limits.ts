import { z } from "zod";
import { AisleError } from "../errors/aisle-error.ts";

const megabyte = 1024 * 1024;
const ms = z.number().int().positive().max(86_400_000);

/** What a recording may take; usable as a part of a settings file. */
export const recordingLimits = z
  .strictObject({
    /** A file is ended and the next one begun at this many bytes, ... */
    maxBytes: z
      .number()
      .int()
      .min(megabyte)
      .default(256 * megabyte),
    /** ... or after so many minutes, whichever comes first. */
    maxMinutes: z.number().positive().max(10_080).default(60),
    /** All files of the folder together; the oldest are deleted beyond it. Without it nothing is ever deleted. */
    maxTotalBytes: z.number().int().min(megabyte).optional(),
    /** Bytes (about) that may wait for the disk; what comes beyond is dropped and counted. */
    queueBytes: z
      .number()
      .int()
      .min(65_536)
      .default(64 * megabyte),
    /** Milliseconds after which what came is written: a killed process loses at most this much. */
    flushEvery: ms.default(500),
    /** Milliseconds after which what was written is made to survive a power cut; 0 after every write, `"end"` only when a file ends. */
    syncEvery: z.union([ms, z.literal(0), z.literal("end")]).default(5_000),
    /** Milliseconds between two tries while the disk is full or away. */
    retryEvery: ms.default(10_000),
  })
  .refine(({ maxBytes, maxTotalBytes }) => maxTotalBytes === undefined || maxTotalBytes >= 2 * maxBytes, {
    path: ["maxTotalBytes"],
    message: "has to be at least twice maxBytes, for the file that is being written and one before it",
  });

/** What a recording may take. */
export type RecordingLimits = z.output<typeof recordingLimits>;
export type RecordingLimitsInput = z.input<typeof recordingLimits>;

/** Raises `settings-invalid` and names each limit that is wrong. */
export function checkLimits(input: unknown): RecordingLimits {
  const result = recordingLimits.safeParse(input);
  if (result.success) return result.data;
  const problems = result.error.issues.map(({ path, message }) => ({ path: path.map(String), message }));
  const words = problems.map(({ path, message }) => `${path.join(".")} ${message}`.trim()).join("; ");
  throw new AisleError("settings-invalid", `The limits of the recording are wrong: ${words}.`, {
    category: "settings",
    remedy: "See the table of limits in the README of @aisle/sdk.",
    problems,
  });
}
