import type { Evidence } from "../../../src/wire/index.ts";

/** What both charts show at least around the beginning of the change, seconds: they do not jump as curves come in. */
const least = [-2, 2] as const;

/** Ends of the common axis of time, in seconds from the beginning of the change: everything that was measured. */
export function chartSpan({ interaction, curves, reach }: Evidence): readonly [from: number, to: number] {
  let [from, to]: readonly [number, number] = least;
  for (const { t } of [...curves, ...reach]) {
    const [first, last] = [t[0], t.at(-1)];
    if (first === undefined || last === undefined) continue;
    from = Math.min(from, (first - interaction.from) / 1000);
    to = Math.max(to, (last - interaction.from) / 1000);
  }
  return [from, to];
}
