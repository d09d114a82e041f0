/** The candidate most like `word`, or `undefined` when none is like it: for "did you mean …?". */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  let best: string | undefined;
  // Two swapped letters count as two changes; more than that and than a third of it is another word.
  let bound = (word.length <= 3 ? 1 : Math.max(2, Math.floor(word.length / 3))) + 1;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - word.length) >= bound) continue;
    const away = distance(word.toLowerCase(), candidate.toLowerCase());
    if (away < bound) {
      best = candidate;
      bound = away;
    }
  }
  return best;
}

/** How many characters have to be put in, left out or changed (V. I. Levenshtein, 1965); row by row. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 0; i < a.length; i += 1) {
    const next = [i + 1];
    for (let j = 0; j < b.length; j += 1) {
      const change = (row[j] ?? 0) + (a[i] === b[j] ? 0 : 1);
      next.push(Math.min(change, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
