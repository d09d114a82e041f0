import { aiTable } from "./ai-table.ts";

/** One part of an AI's value. */
export interface AiPart {
  readonly set: "N" | "X" | "Y" | "Z";
  readonly min: number;
  readonly max: number;
  /** May be left out; then everything behind it is left out too. */
  readonly optional: boolean;
  readonly check?: string;
}

/** One GS1 application identifier. */
export interface ApplicationIdentifier {
  readonly ai: string;
  /** The data title that is printed beside the value, such as `NET WEIGHT (kg)`. */
  readonly title: string;
  /** Whether its length is predefined, so that the next AI follows without a separator. */
  readonly predefined: boolean;
  readonly parts: readonly AiPart[];
}

const linePattern = /^(\d+)(?:-(\d+))?( \*)? (.*?) # (.*)$/;
const partPattern = /^(\[?)([NXYZ])(\.\.)?(\d+)\]?(?:,(.*))?$/;

function toPart(text: string): AiPart {
  const [, bracket = "", set = "X", dots, length = "0", check] = partPattern.exec(text) ?? [];
  const max = Number(length);
  const optional = bracket !== "";
  const part = { set: set as AiPart["set"], min: dots === undefined ? max : 1, max, optional };
  return check === undefined ? part : { ...part, check };
}

function* entries(): Generator<[string, ApplicationIdentifier]> {
  for (const line of aiTable.trim().split("\n")) {
    const [, first = "", last = first, star, parts = "", title = ""] = linePattern.exec(line) ?? [];
    for (let number = Number(first); number <= Number(last); number += 1) {
      const ai = String(number).padStart(first.length, "0");
      yield [ai, { ai, title, predefined: star !== undefined, parts: parts.split(" ").map(toPart) }];
    }
  }
}

/** Every application identifier by its digits. */
export const applicationIdentifiers: ReadonlyMap<string, ApplicationIdentifier> = new Map(entries());

/** The application identifier that `text` begins with at `from`; no one is the beginning of another. */
export function identifierAt(text: string, from: number): ApplicationIdentifier | undefined {
  for (let length = 2; length <= 4; length += 1) {
    const found = applicationIdentifiers.get(text.slice(from, from + length));
    if (found !== undefined) return found;
  }
  return undefined;
}
