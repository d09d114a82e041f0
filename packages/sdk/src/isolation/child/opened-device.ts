import type { Subscription } from "rxjs";
import type { AnyDriver, OpenDevice } from "../../drivers/define-driver.ts";
import { AisleError } from "../../errors/aisle-error.ts";
import type { CallOf, OpenedDevice } from "../protocol/messages.ts";

type Call = (input: unknown, context: { readonly signal: AbortSignal; readonly key: string }) => unknown;

/** An open device as the process holds it. */
export class DeviceHandle {
  readonly #device: OpenDevice<never>;
  #subscription: Subscription | undefined;

  /** Raises `driver-bug` when the driver gave no `readings`. */
  constructor(opened: unknown, driver: string) {
    const readings: unknown = typeof opened === "object" && opened !== null && "readings" in opened && opened.readings;
    if (typeof readings !== "object" || readings === null || !("subscribe" in readings)) {
      throw new AisleError(
        "driver-bug",
        `The driver "${driver}" opened its device without \`readings\` that can be subscribed to.`,
        { category: "driver", remedy: "Return `{ readings: … }` from `open`, an rxjs Observable." },
      );
    }
    this.#device = opened as OpenDevice<never>;
  }

  /** What the host has to know of it. */
  describe(driver: AnyDriver, settings: unknown): OpenedDevice {
    const { info = {}, commands = {}, probe, readClock } = this.#device;
    return {
      info: { ...info },
      liveness: typeof driver.liveness === "function" ? driver.liveness(settings) : driver.liveness,
      commands: Object.keys(commands),
      probe: probe !== undefined,
      readClock: readClock !== undefined,
    };
  }

  listen(next: (emission: unknown) => void, lost: (thrown: unknown) => void): void {
    this.#subscription ??= this.#device.readings.subscribe({
      next,
      error: lost,
      complete: () => {
        lost(ended());
      },
    });
  }

  /** Raises what the driver does; `command-unsupported` for what it has not. */
  call(call: CallOf, signal: AbortSignal): unknown {
    const device = this.#device;
    const table = (device.commands ?? {}) as Readonly<Record<string, Call | undefined>>;
    const { probe, readClock } = device;
    if (call.what === "command" && Object.hasOwn(table, call.name)) {
      return table[call.name]?.(call.input, { signal, key: call.key });
    }
    if (call.what === "probe" && probe !== undefined) return device.probe?.(signal);
    if (call.what === "readClock" && readClock !== undefined) return device.readClock?.(signal);
    throw new AisleError("command-unsupported", `The device cannot be asked for this: ${call.what}.`, {
      category: "usage",
    });
  }

  async close(): Promise<void> {
    this.#subscription?.unsubscribe();
    await this.#device.close?.();
  }
}

function ended(): AisleError {
  return new AisleError("device-gone", "The stream of the device ended.", {
    category: "device",
    retryable: true,
    remedy: "Check that it is plugged in and powered.",
  });
}
