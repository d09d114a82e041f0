/** Something that waits for its turn. */
export interface Waiting<T> {
  /** Event time, ms since the epoch. */
  readonly at: number;
  /** Breaks ties of `at`: index of the source, then its sequence number. */
  readonly source: number;
  readonly seq: number;
  readonly item: T;
}

function before<T>(a: Waiting<T>, b: Waiting<T>): boolean {
  if (a.at !== b.at) return a.at < b.at;
  if (a.source !== b.source) return a.source < b.source;
  return a.seq < b.seq;
}

/** Adds to a binary heap kept in a plain array, earliest first. */
export function push<T>(heap: Waiting<T>[], entry: Waiting<T>): void {
  let child = heap.length;
  heap.push(entry);
  while (child > 0) {
    const parent = (child - 1) >> 1;
    if (!before(entry, heap[parent]!)) break;
    heap[child] = heap[parent]!;
    child = parent;
  }
  heap[child] = entry;
}

/** Takes the earliest entry; `undefined` from an empty heap. */
export function pop<T>(heap: Waiting<T>[]): Waiting<T> | undefined {
  const first = heap[0];
  const last = heap.pop();
  if (first === undefined || last === undefined || heap.length === 0) return first;
  let parent = 0;
  for (;;) {
    let child = 2 * parent + 1;
    if (child >= heap.length) break;
    if (child + 1 < heap.length && before(heap[child + 1]!, heap[child]!)) child += 1;
    if (!before(heap[child]!, last)) break;
    heap[parent] = heap[child]!;
    parent = child;
  }
  heap[parent] = last;
  return first;
}
