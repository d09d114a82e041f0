import { Observable, type Subscriber } from "rxjs";
import { AisleError } from "../../errors/aisle-error.ts";
import type { CancelTimer, Clock, Random } from "../../time/clock.ts";
import type { CompleteFaultPlan, FaultName } from "./fault-plan.ts";

/** How long a chunk waits for the next one to merge with (ms). */
const mergeWithin = 20;
/** More chunks than this that are late: the newest are dropped. */
const mostLate = 1_000;

/** What the faults of one transport share. */
export interface FaultContext {
  readonly plan: CompleteFaultPlan;
  readonly clock: Clock;
  readonly random: Random;
  /** How often each fault has happened. */
  readonly counts: Record<FaultName, number>;
}

/** Whether this fault happens now; it is counted. */
export function happens(fault: FaultName, { plan, random, counts }: FaultContext): boolean {
  // Faults that cannot happen use up no chance, so one plan's order does not depend on another's.
  if (plan[fault] === 0 || random() >= plan[fault]) return false;
  counts[fault] += 1;
  return true;
}

/** The bytes of `source` with the faults of the plan, in order. */
export function faultyBytes(source: Observable<Uint8Array>, context: FaultContext): Observable<Uint8Array> {
  return new Observable((subscriber) => {
    const line = new FaultyLine(subscriber, context);
    subscriber.add(() => {
      line.close();
    });
    return source.subscribe({
      next: (chunk) => {
        line.take(chunk);
      },
      error: (thrown: unknown) => {
        subscriber.error(thrown);
      },
      complete: () => {
        subscriber.complete();
      },
    });
  });
}

class FaultyLine {
  readonly #subscriber: Subscriber<Uint8Array>;
  readonly #context: FaultContext;
  readonly #timers = new Set<CancelTimer>();
  #held: Uint8Array | undefined;
  #cancelHeld: CancelTimer | undefined;
  #dead = false;
  /** When the last late chunk comes: none overtakes it. */
  #lastDue = 0;

  constructor(subscriber: Subscriber<Uint8Array>, context: FaultContext) {
    this.#subscriber = subscriber;
    this.#context = context;
  }

  take(chunk: Uint8Array): void {
    const context = this.#context;
    if (this.#dead) return;
    if (happens("halfOpen", context)) {
      this.#dead = true;
      this.close();
      return;
    }
    if (happens("disconnect", context)) {
      this.#subscriber.error(
        new AisleError("device-gone", "A planned fault broke the connection.", {
          category: "transport",
          retryable: true,
        }),
      );
      return;
    }
    if (happens("drop", context)) return;
    if (happens("garbage", context)) this.#merge(this.#noise());
    this.#merge(chunk);
    if (happens("duplicate", context)) this.#merge(chunk.slice());
  }

  close(): void {
    this.#cancelHeld?.();
    for (const cancel of this.#timers) cancel();
    this.#timers.clear();
    this.#held = undefined;
  }

  #merge(chunk: Uint8Array): void {
    this.#cancelHeld?.();
    this.#cancelHeld = undefined;
    const whole = this.#held === undefined ? chunk : joinTwo(this.#held, chunk);
    this.#held = undefined;
    if (!happens("merge", this.#context)) {
      this.#split(whole);
      return;
    }
    this.#held = whole;
    this.#cancelHeld = this.#context.clock.schedule(mergeWithin, () => {
      this.#held = undefined;
      this.#split(whole);
    });
  }

  #split(chunk: Uint8Array): void {
    if (chunk.length < 2 || !happens("split", this.#context)) {
      this.#delay(chunk);
      return;
    }
    const at = 1 + Math.floor(this.#context.random() * (chunk.length - 1));
    this.#delay(chunk.slice(0, at));
    this.#delay(chunk.slice(at));
  }

  #delay(chunk: Uint8Array): void {
    const { clock, random, plan } = this.#context;
    const now = clock.now();
    const late = happens("delay", this.#context) ? random() * plan.delayMs : 0;
    const due = Math.max(this.#lastDue, now + late);
    if (due <= now && this.#timers.size === 0) {
      this.#subscriber.next(chunk);
      return;
    }
    if (this.#timers.size >= mostLate) {
      this.#context.counts.drop += 1;
      return;
    }
    this.#lastDue = due;
    const cancel = clock.schedule(due - now, () => {
      this.#timers.delete(cancel);
      this.#subscriber.next(chunk);
    });
    this.#timers.add(cancel);
  }

  #noise(): Uint8Array {
    const { random } = this.#context;
    return Uint8Array.from({ length: 1 + Math.floor(random() * 16) }, () => Math.floor(random() * 256));
  }
}

function joinTwo(a: Uint8Array, b: Uint8Array): Uint8Array {
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}
