import type { CartLine } from "@aisle/fusion";

/** So long after a change its line is lit, ms of the page's time. */
const litFor = 2000;

/** What a line is lit for: more units than before, or fewer. */
export type LineNews = "more" | "fewer";

/**
 * Whether a line has just come or changed its quantity.
 *
 * @param before Its quantity when it was last drawn; `undefined` for one that was not drawn before.
 * @param changedAt When its cart last changed, ms since the epoch.
 * @param t The moment that is shown: after a jump, what changed long ago is no news.
 * @param speed How fast it is played: ten seconds may go by between two pictures.
 */
export function lineNews(
  line: CartLine,
  before: number | undefined,
  changedAt: number | undefined,
  t: number,
  speed = 1,
): LineNews | undefined {
  const news = litFor * Math.max(1, speed);
  if (changedAt === undefined || Math.abs(t - changedAt) > news) return undefined;
  if (before !== undefined) {
    if (line.quantity === before) return undefined;
    return line.quantity > before ? "more" : "fewer";
  }
  const newest = Math.max(...line.units.map(({ provisionalAt }) => provisionalAt));
  return changedAt - newest <= litFor ? "more" : undefined;
}

/** How many units of a line are still waited for. */
export function waitingUnits(line: CartLine): number {
  return line.units.filter(({ settledAt }) => settledAt === undefined).length;
}
