import type { Observable } from "rxjs";
import type { DeviceInfo } from "../drivers/define-driver.ts";
import type { AisleError } from "../errors/aisle-error.ts";
import type { Reading } from "../readings/reading.ts";
import type { DeviceStatus } from "../status/status.ts";
import type { CommandInput, CommandName, CommandOutput, DeviceKind } from "./kinds.ts";

/**
 * What became of a command. `unknown` means that it was sent and nobody can say whether it was done:
 * the hub never sends it again on its own.
 */
export type CommandOutcome<Output> =
  | { readonly outcome: "done"; readonly output: Output }
  | { readonly outcome: "refused"; readonly error: AisleError }
  | { readonly outcome: "unknown"; readonly error: AisleError };

export interface CommandOptions {
  /** Milliseconds until the outcome is `unknown`; 5000 unless told. */
  readonly deadline?: number;
  readonly signal?: AbortSignal;
  /** The same key means the same wish; made by the hub unless told. */
  readonly key?: string;
}

/** Every command of a kind; none of them ever rejects. */
export type DeviceCommands<K extends DeviceKind> = {
  readonly [C in CommandName<K>]: (
    input: CommandInput<K, C>,
    options?: CommandOptions,
  ) => Promise<CommandOutcome<CommandOutput<K, C>>>;
};

/** One device as the host holds it. */
export interface Device<K extends DeviceKind = DeviceKind> {
  readonly id: string;
  readonly kind: K;
  /** What the hardware said about itself at the last connection. */
  readonly info: DeviceInfo;
  readonly status: DeviceStatus;
  /** The present status at once, then every change. Completes when the device is closed for good. */
  readonly status$: Observable<DeviceStatus>;
  /** Hot. Never errors, and never completes while the device is held: a fault is a value on `status$`. */
  readonly readings$: Observable<Reading<K>>;
  readonly commands: DeviceCommands<K>;
  /**
   * Takes the device out of service, for maintenance: it is let go of and stays `idle` with the reason
   * `out-of-service` until `setInService`, whatever else happens. Nothing about it is an alarm.
   * Resolves when the hardware has been let go of. `reason` is shown as it is, such as who does what.
   */
  setOutOfService(reason?: string): Promise<void>;
  /** Puts the device back in service: it connects at once. */
  setInService(): void;
  /**
   * Connects now, whatever it was waiting for: while `offline`, or when what `blocked` it is mended.
   * One that is out of service stays so.
   */
  resume(): void;
}
