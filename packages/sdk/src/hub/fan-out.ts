import type { Observable, Subscriber } from "rxjs";
import { GuardedObservable, type OnSubscriberError } from "./guarded-observable.ts";

/** Hands each value to every subscriber in order of subscribing. One that throws harms neither the others nor the host. */
export class FanOut<T> {
  readonly observable: Observable<T>;
  /** Replaced, never written to, so that an emission under way goes on over those it began with. */
  #subscribers: readonly Subscriber<T>[] = [];
  #completed = false;
  readonly #onError: OnSubscriberError;

  /** `first` gives what a new subscriber hears at once. */
  constructor(onError: OnSubscriberError, first?: () => T) {
    this.#onError = onError;
    this.observable = new GuardedObservable<T>(onError, (subscriber) => {
      if (first !== undefined) subscriber.next(first());
      if (this.#completed) {
        subscriber.complete();
        return;
      }
      this.#subscribers = [...this.#subscribers, subscriber];
      return () => {
        this.#subscribers = this.#subscribers.filter((other) => other !== subscriber);
      };
    });
  }

  emit(value: T): void {
    for (const subscriber of this.#subscribers) {
      try {
        subscriber.next(value);
      } catch (thrown) {
        // A subscriber class of the host's own; those of rxjs do not throw here.
        this.#onError(thrown);
      }
    }
  }

  complete(): void {
    this.#completed = true;
    for (const subscriber of this.#subscribers) subscriber.complete();
  }
}
