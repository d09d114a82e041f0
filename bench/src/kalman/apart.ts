import type { Filter } from "./filters.ts";
import type { Script } from "./script.ts";

/** The largest difference of any mean or covariance after any step from what our filter noted. */
export function farthestApart(filter: Filter, script: Script): number {
  let most = 0;
  let heard = 0;
  filter(script, (k, { mean, cov }) => {
    heard++;
    const step = script.steps[k];
    for (const [i, value] of mean.entries()) {
      most = Math.max(most, Math.abs(value - (step?.mean[i] ?? Number.NaN)));
      for (const [j, variance] of (cov[i] ?? []).entries())
        most = Math.max(most, Math.abs(variance - (step?.cov[i]?.[j] ?? Number.NaN)));
    }
  });
  return heard === script.steps.length ? most : Number.NaN;
}
