import type { BarcodeScannerCommands, BarcodeScannerReadings } from "../readings/barcode-scanner.ts";
import type { CameraCommands, CameraReadings } from "../readings/camera.ts";
import type { TurnstileCommands, TurnstileReadings } from "../readings/turnstile.ts";
import type { WeightShelfCommands, WeightShelfReadings } from "../readings/weight-shelf.ts";

/**
 * Every kind of device with what it says and what it can be told.
 * A package adds a kind of its own by declaration merging:
 *
 * ```ts
 * declare module "@aisle/sdk" {
 *   interface DeviceKinds {
 *     "fridge-door": { readings: { door: { open: boolean } }; commands: {} };
 *   }
 * }
 * ```
 */
export interface DeviceKinds {
  camera: { readings: CameraReadings; commands: CameraCommands };
  turnstile: { readings: TurnstileReadings; commands: TurnstileCommands };
  "barcode-scanner": { readings: BarcodeScannerReadings; commands: BarcodeScannerCommands };
  "weight-shelf": { readings: WeightShelfReadings; commands: WeightShelfCommands };
  /** A device whose driver is missing, so that nobody can tell what it is. It says nothing and takes no command. */
  unknown: { readings: object; commands: object };
}

/** The name of a kind: `camera`, `turnstile`, `barcode-scanner`, `weight-shelf`, or one that was added. */
export type DeviceKind = Extract<keyof DeviceKinds, string>;

/** The names of what a kind says. */
export type ReadingType<K extends DeviceKind> = keyof DeviceKinds[K]["readings"] & string;

/** The names of what a kind can be told. */
export type CommandName<K extends DeviceKind> = keyof DeviceKinds[K]["commands"] & string;

/** What a command takes. */
export type CommandInput<K extends DeviceKind, C extends CommandName<K>> = DeviceKinds[K]["commands"][C] extends {
  readonly input: infer I;
}
  ? I
  : never;

/** What a command gives when it is done. */
export type CommandOutput<K extends DeviceKind, C extends CommandName<K>> = DeviceKinds[K]["commands"][C] extends {
  readonly output: infer O;
}
  ? O
  : never;
