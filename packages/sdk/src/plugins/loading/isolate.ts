import type { AnyDriver } from "../../drivers/define-driver.ts";
import type { Clock } from "../../time/clock.ts";

/** A plugin that wants a process of its own. */
export interface PluginToIsolate {
  readonly plugin: string;
  /** URLs of the modules that have its drivers. */
  readonly modules: readonly string[];
  /** URLs of the modules that supply transports: its own, and those of the other plugins. */
  readonly transports: readonly string[];
  readonly clock: Clock;
}

/**
 * Gives the drivers of a plugin as they are seen from outside its process, without importing it here. They are held
 * against its manifest like those of any other.
 */
export type IsolatePlugin = (plugin: PluginToIsolate) => Promise<readonly AnyDriver[]>;
