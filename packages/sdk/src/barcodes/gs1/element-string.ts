import { type ApplicationIdentifier, identifierAt } from "./application-identifier.ts";
import { longestValue, valueProblem } from "./value-check.ts";

/** One application identifier with its value. */
export interface Gs1Element {
  readonly ai: string;
  /** The data title, such as `BATCH/LOT`. */
  readonly title: string;
  /** The value as it was read. */
  readonly value: string;
}

/** What an element string says, as far as it could be read. */
export interface Gs1Elements {
  readonly elements: readonly Gs1Element[];
  /** Why the rest could not be read, and from which character on. What was read before it stands. */
  readonly problem?: { readonly at: number; readonly message: string };
}

/** The separator behind a value whose length is not predefined: FNC1, which scanners send as GS (GS1 General Specifications, 7.8.5). */
const separator = "\u001d";
/** No GS1 symbol holds more (GS1 DataMatrix: 3,116 digits). */
const longest = 8_192;

/**
 * Reads a GS1 element string as a scanner sends it: application identifiers and values, values of no predefined length
 * ended by GS (0x1D). It never throws; what is wrong is told with its place, and nothing is guessed.
 */
export function readElements(data: string): Gs1Elements {
  const elements: Gs1Element[] = [];
  const stop = (at: number, message: string): Gs1Elements => ({ elements, problem: { at, message } });
  if (data.length > longest) return stop(0, `${data.length} characters; no GS1 symbol holds more than ${longest}`);
  let at = data.startsWith(separator) ? 1 : 0;
  while (at < data.length) {
    const ai = identifierAt(data, at);
    if (ai === undefined)
      return stop(at, `there is no application identifier ${JSON.stringify(data.slice(at, at + 4))}`);
    const from = at + ai.ai.length;
    const value = data.slice(from, endOfValue(data, from, ai));
    const problem = valueProblem(ai, value);
    if (problem !== undefined) return stop(at, `(${ai.ai}) ${ai.title} is not right: ${problem}`);
    elements.push({ ai: ai.ai, title: ai.title, value });
    at = from + value.length;
    // One behind a value of predefined length is superfluous but common.
    if (data[at] === separator) at += 1;
  }
  return { elements };
}

function endOfValue(data: string, from: number, ai: ApplicationIdentifier): number {
  const next = data.indexOf(separator, from);
  const end = next < 0 ? data.length : next;
  return ai.predefined ? Math.min(end, from + longestValue(ai)) : end;
}
