import { type AnyTransportProvider, VirtualClock } from "@aisle/sdk";

/**
 * A virtual clock for transports that load a library when they open. Loading takes real time, and whatever time stands
 * at when it is done differs from run to run: so this clock stands still until it is.
 */
export class SettledClock extends VirtualClock {
  #opening = 0;

  override async settle(): Promise<void> {
    await super.settle();
    if (this.#opening === 0) return;
    // The loader answers in order: when this is there, what was asked for before is there as well.
    await import("modbus-serial");
    await super.settle();
  }

  /** The same transport; the clock knows when it is being opened. */
  mind<P extends AnyTransportProvider>(provider: P): P {
    const open = async (context: never): Promise<unknown> => {
      this.#opening += 1;
      try {
        return await (provider.open as (context: never) => unknown)(context);
      } finally {
        this.#opening -= 1;
      }
    };
    return { ...provider, open };
  }
}
