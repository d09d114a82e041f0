import { hasRightCheckDigit } from "../check-digit.ts";
import type { AiPart, ApplicationIdentifier } from "./application-identifier.ts";

/** GS1 General Specifications, 7.11: character sets 82 and 39; 64 is base64url (RFC 4648, section 5). */
const sets: Readonly<Record<AiPart["set"], RegExp>> = {
  N: /^\d*$/,
  X: /^[!"%-?A-Z_a-z]*$/,
  Y: /^[#\-/0-9A-Z]*$/,
  Z: /^[-A-Z_a-z0-9=]*$/,
};

/** The longest value that an AI may have. */
export const longestValue = (ai: ApplicationIdentifier): number => ai.parts.reduce((sum, { max }) => sum + max, 0);

/** What is wrong with a value, in words that follow "is not right: ", or nothing. */
export function valueProblem(ai: ApplicationIdentifier, value: string): string | undefined {
  let at = 0;
  for (const part of ai.parts) {
    if (at === value.length && part.optional) return undefined;
    const text = value.slice(at, at + part.max);
    if (text.length < part.min) return `${text.length} characters where ${part.min} are needed`;
    if (!sets[part.set].test(text)) return `a character that is not allowed in ${JSON.stringify(text)}`;
    const problem = part.check === undefined ? undefined : checks[part.check]?.(text);
    if (problem !== undefined) return problem;
    at += text.length;
  }
  return at === value.length ? undefined : `${value.length} characters where ${at} are allowed`;
}

const checks: Readonly<Record<string, (text: string) => string | undefined>> = {
  csum: (text) => (hasRightCheckDigit(text) ? undefined : "its check digit is wrong"),
  yymmdd: (text) => dateProblem(text.slice(2, 4), text.slice(4), false),
  yymmd0: (text) => dateProblem(text.slice(2, 4), text.slice(4), true),
  yyyymmdd: (text) => dateProblem(text.slice(4, 6), text.slice(6), false),
  hhmi: (text) => (text <= "2359" && text.slice(2) <= "59" ? undefined : `${text} is no time`),
};

/** Days 29 to 31 of short months are let through only where some year has them. */
function dateProblem(month: string, day: string, dayMayBeZero: boolean): string | undefined {
  const days = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][Number(month) - 1];
  const least = dayMayBeZero ? 0 : 1;
  if (days !== undefined && Number(day) >= least && Number(day) <= days) return undefined;
  return `month ${month}, day ${day} is no date`;
}
