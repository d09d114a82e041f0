import type { CancelTimer, Clock } from "@aisle/sdk";
import { Observable } from "rxjs";

/**
 * Asks every `period` ms for as long as it is subscribed to, the next time never before the answer to the last. It
 * emits nothing and never fails: answers go their own way, and the hub notices when they stay away.
 */
export function poll(ask: (signal: AbortSignal) => Promise<unknown>, period: number, clock: Clock): Observable<never> {
  return new Observable(() => {
    const over = new AbortController();
    let cancel: CancelTimer = () => undefined;
    const next = (): void => {
      const due = clock.now() + period;
      const again = (): void => {
        // Never longer than a period: the host's clock may have been set back.
        if (!over.signal.aborted) cancel = clock.schedule(Math.min(period, due - clock.now()), next);
      };
      ask(over.signal).then(again, again);
    };
    next();
    return () => {
      cancel();
      over.abort();
    };
  });
}
