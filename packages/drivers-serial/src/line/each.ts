import { Observable, type OperatorFunction } from "rxjs";

/**
 * Hands on every item that `project` makes of a value. What `concatMap` does with lists, without a subscription for
 * each of them. What `project` throws is the stream's error.
 */
export function each<T, R>(project: (value: T) => readonly R[]): OperatorFunction<T, R> {
  return (source) =>
    new Observable((subscriber) =>
      source.subscribe({
        next(value) {
          let items: readonly R[];
          try {
            items = project(value);
          } catch (thrown) {
            subscriber.error(thrown);
            return;
          }
          for (const item of items) subscriber.next(item);
        },
        error: (thrown: unknown) => {
          subscriber.error(thrown);
        },
        complete: () => {
          subscriber.complete();
        },
      }),
    );
}
