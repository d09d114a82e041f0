import { isAisleError, redact } from "@aisle/sdk";

/**
 * What a person reads of something that was thrown, line by line. An `AisleError` says what, where, what was expected
 * and how to mend it; anything else is a fault of Aisle and comes with its stack, because nobody expected it. Known secrets are hidden.
 */
export function errorLines(error: unknown): readonly string[] {
  if (isAisleError(error)) {
    const lines = [`aisle: ${error.message}`];
    if (error.remedy !== undefined) lines.push(`  to mend it: ${error.remedy}`);
    return [...lines, `  code: ${error.code}`];
  }
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return ["aisle: something went wrong inside Aisle; please report this:", redact(text)];
}
