/** Consecutive registers, coils or inputs that belong together: never cut in two. */
export interface Span {
  readonly at: number;
  readonly count: number;
}

/** One request, and where its answer goes among the answers of all. */
export interface Read extends Span {
  readonly offset: number;
}

/** As few reads as the longest allows, with at most `gap` addresses between that nobody needs. */
export function coalesce(spans: readonly Span[], longest: number, gap: number): readonly Span[] {
  const reads: { at: number; count: number }[] = [];
  for (const span of [...spans].sort((a, b) => a.at - b.at || b.count - a.count)) {
    const before = reads.at(-1);
    const end = span.at + span.count;
    if (before !== undefined && span.at <= before.at + before.count + gap && end - before.at <= longest) {
      before.count = Math.max(before.count, end - before.at);
    } else {
      reads.push({ ...span });
    }
  }
  return reads;
}

/** Lays the answers of these reads one after the other. */
export function placed(spans: readonly Span[]): readonly Read[] {
  let offset = 0;
  return spans.map(({ at, count }) => {
    const read = { at, count, offset };
    offset += count;
    return read;
  });
}

/** Where the answer for an address stands among the answers; -1 where nobody reads it. */
export function offsetIn(reads: readonly Read[], at: number): number {
  const read = reads.find((each) => at >= each.at && at < each.at + each.count);
  return read === undefined ? -1 : read.offset + at - read.at;
}

/** Whether one of the reads has all of the span. */
export function covers(reads: readonly Span[], { at, count }: Span): boolean {
  return reads.some((read) => at >= read.at && at + count <= read.at + read.count);
}

/** How long all answers are together. */
export function sizeOfReads(reads: readonly Read[]): number {
  return reads.reduce((sum, { count }) => sum + count, 0);
}
