import type { Mark, MarkKind } from "../../../src/wire/index.ts";
import { firstFrom } from "../timeline/bins.ts";

/** What somebody may want to see of all that happened. */
export type EventFilter = "all" | "looks" | "interactions" | "sessions" | "devices";

const kindsOf: Readonly<Record<EventFilter, readonly MarkKind[] | undefined>> = {
  all: undefined,
  looks: ["review", "revision"],
  interactions: ["pick", "return", "touch"],
  sessions: ["opened", "closed", "receipt"],
  devices: ["device"],
};

export const filterNames: readonly (readonly [EventFilter, string])[] = [
  ["all", "Everything"],
  ["looks", "Reviews and revisions"],
  ["interactions", "Picks and returns"],
  ["sessions", "Sessions and receipts"],
  ["devices", "Devices"],
];

export const kindNames: Readonly<Record<MarkKind, string>> = {
  pick: "pick",
  return: "return",
  touch: "touch",
  revision: "revised",
  review: "review",
  opened: "came in",
  closed: "left",
  receipt: "receipt",
  device: "device",
};

/** Rows that are shown at once, half of them before the shown moment. */
export const mostRows = 200;

/**
 * The marks around a moment that a filter and a few typed letters leave, in order of time, and how many of them are not
 * after it.
 */
export function eventsAround(
  marks: readonly Mark[],
  t: number,
  filter: EventFilter,
  search: string,
): { readonly rows: readonly Mark[]; readonly past: number } {
  const kinds = kindsOf[filter];
  const letters = search.trim().toLowerCase();
  const wanted = (mark: Mark) =>
    (kinds?.includes(mark.kind) ?? true) &&
    (letters === "" || `${mark.text} ${mark.session ?? ""} ${mark.device ?? ""}`.toLowerCase().includes(letters));
  const middle = firstFrom(marks, t + 1);
  const before: Mark[] = [];
  for (let i = middle - 1; i >= 0 && before.length < mostRows / 2; i--) if (wanted(marks[i]!)) before.push(marks[i]!);
  const after: Mark[] = [];
  for (let i = middle; i < marks.length && after.length < mostRows / 2; i++)
    if (wanted(marks[i]!)) after.push(marks[i]!);
  return { rows: [...before.reverse(), ...after], past: before.length };
}

/** What stands where the list is empty. */
export function emptyWords(filter: EventFilter, search: string, provisional: boolean): string {
  if (search.trim() !== "") return `Nothing matches “${search.trim()}”.`;
  if (provisional) return "What happened is not known yet: the recording is still being read.";
  return filter === "all" ? "Nothing has happened yet." : "Nothing of that kind has happened yet.";
}
