import { AisleError, type ByteTransport, type Clock, toAisleError } from "@aisle/sdk";
import { type Observable, Subscription } from "rxjs";

/** One question on the line. */
export interface Question<M, A> {
  readonly send: Uint8Array;
  /** What this message answers; `undefined` where it is no answer to this question. */
  readonly answer: (message: M) => A | undefined;
  /** Milliseconds that the answer may take, from when the question is on the line. */
  readonly within: number;
  /** What is asked, for the error that says that nothing came. */
  readonly what: string;
  /** Called just before it goes on the line: what came until then answers something else. */
  readonly onSend?: () => void;
}

/** Asks one question at a time on a line that carries no more: each waits for those before it. */
export interface Exchange<M> {
  /**
   * Rejects with `timeout` where no answer comes, with `aborted` at the signal, and with what the write raised. A
   * question that is given up frees the line at once.
   */
  ask<A>(question: Question<M, A>, signal: AbortSignal): Promise<A>;
}

/** Makes the exchange of one connection. */
export function createExchange<M>(transport: ByteTransport, messages$: Observable<M>, clock: Clock): Exchange<M> {
  let line: Promise<unknown> = Promise.resolve();
  return {
    ask(question, signal) {
      const turn = line.then(() => askNow(question, signal, transport, messages$, clock));
      line = turn.catch(() => undefined);
      return turn;
    },
  };
}

function askNow<M, A>(
  { send, answer, within, what, onSend }: Question<M, A>,
  signal: AbortSignal,
  transport: ByteTransport,
  messages$: Observable<M>,
  clock: Clock,
): Promise<A> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) {
      reject(givenUp(what));
      return;
    }
    const listening = new Subscription();
    const settle = (outcome: () => void): void => {
      cancel();
      signal.removeEventListener("abort", onAbort);
      queueMicrotask(() => {
        listening.unsubscribe();
      });
      outcome();
    };
    const fail = (error: AisleError): void => {
      settle(() => {
        reject(error);
      });
    };
    const onAbort = (): void => {
      fail(givenUp(what));
    };
    const cancel = clock.schedule(within, () => {
      fail(
        new AisleError("timeout", `The device did not answer ${what} within ${within} ms.`, {
          category: "transport",
          retryable: true,
          remedy: "Check its power, its cable, and that its profile, address and line settings are right.",
        }),
      );
    });
    // It listens before it writes: the answer may come at once, and so may the end of the line.
    const heard = messages$.subscribe({
      next: (message) => {
        const found = answer(message);
        if (found !== undefined) {
          settle(() => {
            resolve(found);
          });
        }
      },
      error: (thrown: unknown) => {
        fail(toAisleError(thrown));
      },
      complete: () => {
        fail(new AisleError("device-gone", "The serial line ended.", { category: "transport", retryable: true }));
      },
    });
    listening.add(heard);
    if (heard.closed) return;
    signal.addEventListener("abort", onAbort);
    onSend?.();
    transport.write(send, { signal }).catch((thrown: unknown) => {
      fail(toAisleError(thrown));
    });
  });
}

function givenUp(what: string): AisleError {
  return new AisleError("aborted", `The device was not waited for any longer (${what}).`, {
    category: "transport",
    retryable: true,
  });
}
