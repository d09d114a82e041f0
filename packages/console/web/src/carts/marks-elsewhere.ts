import type { Mark, MarkKind } from "../../../src/wire/index.ts";
import { type CartSearch, hasWords } from "./cart-search.ts";

/** Moments that are offered at once. */
const mostMoments = 10;

/** Which mark stands for a session, the best first: by its receipt everything is decided. */
const kinds: readonly MarkKind[] = ["receipt", "opened", "closed"];
const reviews: readonly MarkKind[] = ["review"];

/**
 * Where else on the tape a search finds sessions by their name or credential: one mark of each, those nearest to the
 * shown moment, in order of time.
 *
 * @param t The shown moment, ms since the epoch.
 * @param shown Sessions that the search finds at the shown moment.
 */
export function marksElsewhere(
  marks: readonly Mark[],
  t: number,
  { text, review }: CartSearch,
  shown: ReadonlySet<string>,
): readonly Mark[] {
  if (text.trim() === "") return [];
  const wanted = review ? reviews : kinds;
  const best = new Map<string, Mark>();
  for (const mark of marks) {
    const { kind, session } = mark;
    if (session === undefined || !wanted.includes(kind) || shown.has(session)) continue;
    const known = best.get(session);
    if (known !== undefined && wanted.indexOf(known.kind) <= wanted.indexOf(kind)) continue;
    if (hasWords(text, [mark.text])) best.set(session, mark);
  }
  const away = (mark: Mark): number => Math.abs(mark.t - t);
  return [...best.values()]
    .sort((a, b) => away(a) - away(b))
    .slice(0, mostMoments)
    .sort((a, b) => a.t - b.t);
}
