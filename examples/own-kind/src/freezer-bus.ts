import { defineTransport } from "@aisle/sdk";
import { type Observable, Subject } from "rxjs";
import { z } from "zod";

/** What hangs on the bus: freezers by number, each with one lid. */
export interface FreezerBus {
  readonly lids$: Observable<{ readonly freezer: number; readonly open: boolean }>;
  /** Keeps a freezer's lid shut; resolves to whether it was shut at all. */
  lock(freezer: number, minutes: number): Promise<boolean>;
}

declare module "@aisle/sdk" {
  interface Transports {
    "freezer-bus": FreezerBus;
  }
}

/** So long a lid of this pretended bus stays open, and shut again, in milliseconds. */
const swing = 4_000;

/** A pretended bus: the lids of its freezers open and shut, one after the other. A real one would open a port here. */
export const freezerBus = defineTransport({
  transport: "freezer-bus",
  settings: z.strictObject({ freezers: z.number().int().min(1).max(99) }),
  open({ settings, clock }) {
    const lids$ = new Subject<{ freezer: number; open: boolean }>();
    const open = new Set<number>();
    let turn = 0;
    let cancel = clock.schedule(swing, step);
    function step(): void {
      const freezer = (Math.floor(turn / 2) % settings.freezers) + 1;
      if (turn++ % 2 === 0) open.add(freezer);
      else open.delete(freezer);
      lids$.next({ freezer, open: open.has(freezer) });
      cancel = clock.schedule(swing, step);
    }
    return {
      transport: { lids$, lock: (freezer) => Promise.resolve(!open.has(freezer)) },
      close: () => cancel(),
    };
  },
});
