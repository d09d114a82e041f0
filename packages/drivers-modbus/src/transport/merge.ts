import { mostReadOf, type ReadRequest } from "./request.ts";
import type { Waiting } from "./waiting.ts";

/**
 * The waiting requests of one unit that can be answered by one read together with the first: reads of the same table
 * whose ranges touch or overlap, up to what one request may read. Nothing is read that nobody asked for, and no read
 * overtakes a write. They are taken out of `waiting`.
 */
export function takeMerged(
  waiting: Waiting[],
): { readonly request: ReadRequest; readonly taken: Waiting[] } | undefined {
  const first = waiting[0]?.request;
  if (first?.verb !== "read") return undefined;
  const { table, unit } = first;
  const most = mostReadOf(table);
  let from = first.address;
  let end = from + first.count;
  const taken = new Set<Waiting>(waiting.slice(0, 1));
  const write = waiting.findIndex(({ request }) => request.verb === "write");
  const reads = write < 0 ? waiting : waiting.slice(0, write);
  // Again whenever the range has grown, for it may now touch one that was passed over.
  for (let grown = true; grown; ) {
    grown = false;
    for (const other of reads) {
      if (taken.has(other) || other.request.verb !== "read" || other.request.table !== table) continue;
      const { address, count } = other.request;
      const lowest = Math.min(from, address);
      const highest = Math.max(end, address + count);
      if (address > end || address + count < from || highest - lowest > most) continue;
      [from, end, grown] = [lowest, highest, true];
      taken.add(other);
    }
  }
  const kept = waiting.filter((other) => !taken.has(other));
  const merged = waiting.filter((other) => taken.has(other));
  waiting.splice(0, waiting.length, ...kept);
  return { request: { verb: "read", table, unit, address: from, count: end - from }, taken: merged };
}

/** The part of a merged answer that one of its requests asked for, without the bits that fill the last byte. */
export function partOf(values: readonly number[], merged: ReadRequest, request: ReadRequest): readonly number[] {
  const start = request.address - merged.address;
  return values.slice(start, start + request.count);
}
