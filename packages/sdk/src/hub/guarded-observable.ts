/* eslint-disable @typescript-eslint/no-deprecated -- `lift` is the one hook through which every rxjs 7 operator passes. */
import { Observable, type Observer, type Operator, Subscriber, type Subscription, type TeardownLogic } from "rxjs";

/** Hears of an error that a subscriber threw or left without a handler. */
export type OnSubscriberError = (thrown: unknown) => void;

/**
 * An observable whose subscribers cannot harm anybody: what one of them throws, here or behind any chain of `pipe`d
 * operators, goes to `onError`. A plain rxjs observable would throw it again from a timer and end the process.
 */
export class GuardedObservable<T> extends Observable<T> {
  readonly #onError: OnSubscriberError;

  constructor(onError: OnSubscriberError, subscribe?: (subscriber: Subscriber<T>) => TeardownLogic) {
    super(subscribe);
    this.#onError = onError;
  }

  /** Called by every rxjs operator: it keeps what is piped guarded too. */
  override lift<R>(operator?: Operator<T, R>): Observable<R> {
    const lifted = new GuardedObservable<R>(this.#onError);
    lifted.source = this;
    lifted.operator = operator as Operator<unknown, R>;
    return lifted;
  }

  override subscribe(
    observerOrNext?: Partial<Observer<T>> | ((value: T) => void) | null,
    error?: ((thrown: unknown) => void) | null,
    complete?: (() => void) | null,
  ): Subscription {
    // An operator's own subscriber already hands errors on to the end of its chain, which is guarded.
    if (observerOrNext instanceof Subscriber) return super.subscribe(observerOrNext);
    const observer: Partial<Observer<T>> =
      typeof observerOrNext === "function"
        ? { next: observerOrNext, ...(error && { error }), ...(complete && { complete }) }
        : (observerOrNext ?? {});
    return super.subscribe(this.#guard(observer));
  }

  #guard(observer: Partial<Observer<T>>): Observer<T> {
    const onError = this.#onError;
    return {
      next: (value) => {
        try {
          observer.next?.(value);
        } catch (thrown) {
          onError(thrown);
        }
      },
      error: (thrown) => {
        try {
          if (observer.error) observer.error(thrown);
          else onError(thrown);
        } catch (another) {
          onError(another);
        }
      },
      complete: () => {
        try {
          observer.complete?.();
        } catch (thrown) {
          onError(thrown);
        }
      },
    };
  }
}
