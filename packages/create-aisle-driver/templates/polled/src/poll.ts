import type { Clock } from "@aisle/sdk";
import { Observable } from "rxjs";

/**
 * Asks at once and then again `everyMs` after each answer, so that a slow device is never asked twice at a time.
 * A question that fails ends the stream: for the hub the device is then lost, and it connects again.
 */
export function poll<T>(clock: Clock, everyMs: number, ask: (signal: AbortSignal) => T | Promise<T>): Observable<T> {
  return new Observable((subscriber) => {
    const controller = new AbortController();
    let cancel = (): void => undefined;
    const turn = async (): Promise<void> => {
      try {
        subscriber.next(await ask(controller.signal));
      } catch (thrown) {
        subscriber.error(thrown);
      }
      if (!subscriber.closed) cancel = clock.schedule(everyMs, () => void turn());
    };
    void turn();
    return () => {
      controller.abort();
      cancel();
    };
  });
}
