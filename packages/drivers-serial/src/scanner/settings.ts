import { z } from "zod";
import { isBytes } from "../line/index.ts";

/** A text of which each character is one byte, as `"\x16T\r"`. */
const byteText = (most: number) =>
  z.string().max(most).refine(isBytes, "expected characters up to \\xff: each stands for one byte");

const charset = z
  .string()
  .max(40)
  .refine(isEncoding, "expected a label of the Encoding Standard, such as utf-8 or latin1");

export const scannerSettings = z
  .strictObject({
    /** Text in front of each code; what comes without it is no code. */
    prefix: z.string().max(20).default(""),
    /** Text behind each code. CR LF, CR or LF unless told. */
    suffix: z.string().min(1).max(8).optional(),
    /** For a scanner without a suffix: a code ends after so many ms of silence. */
    idleGap: z.number().int().min(5).max(2_000).optional(),
    /** Whether the scanner sends AIM ids: always, never, or now and then. */
    aim: z.enum(["on", "off", "auto"]).default("auto"),
    /** Characters of the longest code, prefix and AIM id included. */
    longest: z.number().int().min(8).max(65_536).default(4_096),
    /** How bytes become characters. */
    charset: charset.default("utf-8"),
    /** The bytes that make it look for a code; empty where it cannot be told. */
    trigger: byteText(64).default("\x16T\r"),
    /** A question that the scanner answers, so that its silence is noticed. */
    probe: z
      .strictObject({
        /** The bytes that ask. */
        send: byteText(64).min(1),
        /** The text that its answer begins with; the answer ends as codes do, and is no code. */
        answer: z.string().min(1).max(64),
        /** How often it is asked (ms). */
        every: z.number().int().min(250).max(600_000).default(900),
      })
      .optional(),
  })
  .describe("Settings of a barcode scanner on a serial line");

/** Settings of the driver, checked. */
export type ScannerSettings = z.output<typeof scannerSettings>;

function isEncoding(label: string): boolean {
  try {
    return new TextDecoder(label).encoding !== "";
  } catch {
    return false;
  }
}
