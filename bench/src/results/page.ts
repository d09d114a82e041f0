import type { Section } from "./sections.ts";

/** What was measured, and on what. */
export interface Measured {
  readonly machine: string;
  readonly output: string;
}

const mark = (command: string): string => `<!-- ${command} -->`;

/** Sections of a page by command, with their marks. */
export function sectionsOf(page: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const part of page.split(/^(?=<!-- [a-z-]+ -->$)/m)) {
    const command = /^<!-- ([a-z-]+) -->/.exec(part)?.[1];
    if (command !== undefined) found.set(command, part.trimEnd());
  }
  return found;
}

/** One section: what it shows, on which machine, how to get it again, the promises that are not kept, and the figures. */
export function sectionText({ command, args, title, words }: Section, { machine, output }: Measured): string {
  const missed = output.split("\n").filter((line) => line.startsWith("MISSED"));
  const told = missed.length === 0 ? [] : [`**Not kept yet: ${missed.length}** (the lines with MISSED).`, ""];
  const call = ["npm run -s bench -- " + command, ...args].join(" ");
  return [
    mark(command),
    `## ${title}`,
    "",
    `\`${call}\` — ${machine}. ${words}`,
    "",
    ...told,
    "```",
    output.trimEnd(),
    "```",
  ].join("\n");
}

/** The whole page: sections in their order, those that were not measured now as they were. */
export function pageOf(order: readonly Section[], texts: ReadonlyMap<string, string>): string {
  const head = [
    "# Results",
    "",
    "Written by `npm run -s bench -- results`; what each command does stands in [README.md](README.md). The recorded",
    "scenes are not part of this repository. Times are of a busy machine: ratios of one run say more than nanoseconds.",
  ].join("\n");
  const own = order.flatMap(({ command }) => texts.get(command) ?? []);
  return `${[head, ...own].join("\n\n")}\n`;
}
