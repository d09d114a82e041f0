/** One timer that waits. */
export interface Timer {
  readonly due: number;
  readonly order: number;
  readonly task: () => void;
  /** Where it lies in the heap; -1 when it is no longer there. */
  index: number;
}

const before = (a: Timer, b: Timer): boolean => a.due < b.due || (a.due === b.due && a.order < b.order);

/** A binary heap of timers, the earliest first; timers of the same time in order of their adding. */
export class TimerHeap {
  readonly #heap: Timer[] = [];
  #added = 0;

  /** When the earliest is due; infinity when there is none. */
  nextDue(): number {
    return this.#heap[0]?.due ?? Number.POSITIVE_INFINITY;
  }

  add(due: number, task: () => void): Timer {
    const timer: Timer = { due, order: this.#added, task, index: this.#heap.length };
    this.#added += 1;
    this.#heap.push(timer);
    this.#up(timer);
    return timer;
  }

  /** Takes the earliest out. Only to be called when there is one. */
  takeFirst(): Timer {
    const first = this.#heap[0]!;
    this.remove(first);
    return first;
  }

  /** Whether it was still there. */
  remove(timer: Timer): boolean {
    const index = timer.index;
    if (index < 0) return false;
    timer.index = -1;
    const last = this.#heap.pop();
    if (last !== undefined && last !== timer) {
      this.#put(last, index);
      this.#up(last);
      this.#down(last);
    }
    return true;
  }

  #put(timer: Timer, index: number): void {
    this.#heap[index] = timer;
    timer.index = index;
  }

  #up(timer: Timer): void {
    while (timer.index > 0) {
      const parent = this.#heap[(timer.index - 1) >> 1]!;
      if (!before(timer, parent)) return;
      const index = parent.index;
      this.#put(parent, timer.index);
      this.#put(timer, index);
    }
  }

  #down(timer: Timer): void {
    for (;;) {
      const left = this.#heap[2 * timer.index + 1];
      const right = this.#heap[2 * timer.index + 2];
      if (left === undefined) return;
      const child = right !== undefined && before(right, left) ? right : left;
      if (!before(child, timer)) return;
      const index = child.index;
      this.#put(child, timer.index);
      this.#put(timer, index);
    }
  }
}
