import {
  AisleError,
  type Clock,
  type DeviceStatus,
  FanOut,
  type Logger,
  type Reading,
  silentLogger,
  toAisleError,
} from "@aisle/sdk";
import type { StoreModel } from "@aisle/sdk/store";
import { filter, map, type Observable } from "rxjs";
import type { CartLine, Receipt, StoreEvent, StoreEventOf, StoreEventType } from "../events/store-event.ts";
import { createEngine, type Engine, type EngineOptions } from "./engine.ts";
import type { Closing, EngineInput, Tick } from "./engine-input.ts";

/** What fusion needs of a hub: any source of readings and device states will do. */
export interface ReadingHub {
  readonly readings$: Observable<Reading>;
  readonly statuses$: Observable<{ readonly device: string; readonly status: DeviceStatus }>;
}

export interface FuseOptions extends EngineOptions {
  /** The store's clock, the same as the hub's. */
  readonly clock: Clock;
  /** Milliseconds between ticks, so that a silent store closes its sessions too; 250 unless told. */
  readonly tickEvery?: number;
  /** Hears of each tick and of the closing just before the engine does, so that a recorder can keep them. */
  readonly onClock?: (input: Tick | Closing) => void;
  /** Told when the engine fails on an input (it goes on with the next) or a subscriber throws; silent unless given. */
  readonly log?: Logger;
}

/** Fusion running on a hub. Hot: subscribe before the hub's devices come online. */
export interface Fusion extends Disposable {
  readonly events$: Observable<StoreEvent>;
  readonly sessions$: Observable<
    StoreEventOf<"session.opened" | "session.joined" | "session.revised" | "session.closed">
  >;
  readonly carts$: Observable<{
    readonly session: string;
    readonly lines: readonly CartLine[];
    readonly total: number;
  }>;
  readonly receipts$: Observable<Receipt>;
  readonly engine: Engine;
  /** The store closes: whoever is inside gets a receipt. */
  closeStore(): void;
  /** Stops listening; the streams complete. */
  stop(): void;
}

/** Turns everything a hub's devices say into store events. */
export function fuse(hub: ReadingHub, model: StoreModel, options: FuseOptions): Fusion {
  const { clock, tickEvery = 250, log = silentLogger, onClock } = options;
  if (!(tickEvery > 0)) {
    throw new AisleError("fusion.options-invalid", `tickEvery is ${tickEvery}; expected milliseconds above 0`, {
      category: "usage",
      remedy: "leave tickEvery out, or give it a number such as 250",
    });
  }
  const engine = createEngine(model, {
    ...options,
    onFault: (thrown, device) => {
      log.error(
        `fusion failed ${device ? `on a reading of ${device}` : "as time went on"}: ${toAisleError(thrown).message}`,
      );
    },
  });
  const events = new FanOut<StoreEvent>((thrown) => {
    log.error(`a subscriber of fusion threw: ${toAisleError(thrown).message}`);
  });
  const observe = (input: EngineInput): readonly StoreEvent[] => {
    try {
      return engine.observe(input);
    } catch (thrown) {
      // A store must go on: one input is lost, and said so, rather than every later one.
      const device = "device" in input ? input.device : "the clock";
      log.error(`fusion failed on ${input.type} of ${device}: ${toAisleError(thrown).message}`);
      return [];
    }
  };
  const tell = (input: EngineInput): void => {
    for (const event of observe(input)) events.emit(event);
  };
  const tellTime = (type: "tick" | "closing"): void => {
    const input = { kind: "clock", type, at: clock.now() } as const;
    onClock?.(input);
    tell(input);
  };
  const readings = hub.readings$.subscribe(tell);
  const statuses = hub.statuses$.subscribe(({ device, status }) => {
    tell({ kind: "device", type: "status", device, at: status.since, status });
  });
  let cancel = clock.schedule(tickEvery, function tick() {
    tellTime("tick");
    cancel = clock.schedule(tickEvery, tick);
  });
  const stop = (): void => {
    cancel();
    readings.unsubscribe();
    statuses.unsubscribe();
    events.complete();
  };
  const only = <T extends StoreEventType>(...types: T[]): Observable<StoreEventOf<T>> =>
    events.observable.pipe(filter((event): event is StoreEventOf<T> => (types as string[]).includes(event.type)));
  return {
    events$: events.observable,
    sessions$: only("session.opened", "session.joined", "session.revised", "session.closed"),
    carts$: only("cart.changed"),
    receipts$: only("receipt.issued").pipe(map(({ receipt }) => receipt)),
    engine,
    closeStore: () => tellTime("closing"),
    stop,
    [Symbol.dispose]: stop,
  };
}
