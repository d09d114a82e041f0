import type { SceneReading } from "../../scene/index.ts";

interface Entry {
  readonly reading: SceneReading;
  readonly order: number;
}

/** Readings on their way: the one that arrives first comes out first, equal ones in the order they were sent. */
export class ArrivalQueue {
  readonly #heap: Entry[] = [];
  #sent = 0;

  get size(): number {
    return this.#heap.length;
  }

  push(reading: SceneReading): void {
    const entry = { reading, order: this.#sent++ };
    let at = this.#heap.length;
    this.#heap.push(entry);
    while (at > 0) {
      const up = (at - 1) >> 1;
      const parent = this.#heap[up];
      if (parent === undefined || !before(entry, parent)) break;
      this.#heap[at] = parent;
      at = up;
    }
    this.#heap[at] = entry;
  }

  /** Takes out everything that arrives up to `until`, in order of arrival. */
  take(until: number): SceneReading[] {
    const batch: SceneReading[] = [];
    for (let top = this.#heap[0]; top !== undefined && top.reading.receivedAt <= until; top = this.#heap[0]) {
      batch.push(top.reading);
      this.#dropTop();
    }
    return batch;
  }

  #dropTop(): void {
    const last = this.#heap.pop();
    if (last === undefined || this.#heap.length === 0) return;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      const left = this.#heap[child];
      if (left === undefined) break;
      const right = this.#heap[child + 1];
      let least = left;
      if (right !== undefined && before(right, left)) {
        least = right;
        child++;
      }
      if (!before(least, last)) break;
      this.#heap[at] = least;
      at = child;
    }
    this.#heap[at] = last;
  }
}

function before(a: Entry, b: Entry): boolean {
  return a.reading.receivedAt !== b.reading.receivedAt
    ? a.reading.receivedAt < b.reading.receivedAt
    : a.order < b.order;
}
