import { Subject } from "rxjs";
import type { TransportProvider } from "../transports/define-transport.ts";
import type { TransportName, Transports } from "../transports/transports.ts";

/** Supplies a fake transport, and lets a test break it. */
export interface FakeProvider<T extends TransportName> extends TransportProvider<T> {
  /** Settings of every time it was opened, oldest first; they are taken as they are. */
  readonly openings: readonly unknown[];
  /** How many are open at this moment. */
  readonly held: number;
  /** Opening raises this from now on; `undefined` makes it work again. */
  refuse(error: Error | undefined): void;
  /** Every open one is lost, with this cause if any. */
  lose(cause?: unknown): void;
}

/** Makes a provider of `transport` under the name that drivers ask for. */
export function fakeProvider<T extends TransportName>(name: T, transport: Transports[T]): FakeProvider<T> {
  const openings: unknown[] = [];
  const held = new Set<Subject<unknown>>();
  let refusal: Error | undefined;
  return {
    transport: name,
    settings: { "~standard": { version: 1, vendor: "aisle", validate: (value) => ({ value }) } },
    open({ settings }) {
      openings.push(settings);
      if (refusal !== undefined) throw refusal;
      const lost = new Subject<unknown>();
      held.add(lost);
      return {
        transport,
        lost$: lost,
        close() {
          held.delete(lost);
        },
      };
    },
    openings,
    get held() {
      return held.size;
    },
    refuse(error) {
      refusal = error;
    },
    lose(cause) {
      for (const lost of [...held]) lost.next(cause);
    },
  };
}
