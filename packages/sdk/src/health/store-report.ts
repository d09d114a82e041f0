import type { PluginReport } from "../plugins/index.ts";
import type { HealthSnapshot } from "./health.ts";

/** One thing that somebody should know of, and what mends it. */
export interface Story {
  readonly severity: "error" | "warning" | "info";
  /** What it is about: a device or a plugin, by its id or name. */
  readonly about: { readonly device: string } | { readonly plugin: string };
  /** Stable: a reason code, or the code of an error. */
  readonly code: string;
  readonly message: string;
  readonly remedy?: string;
}

/**
 * Everything that is not well in a store, in one list: what became of its plugins (`loadPlugins`), then its devices.
 * A device out of service is told as `info`, never as an alarm.
 */
export function storeReport(
  health: Pick<HealthSnapshot, "devices"> | undefined,
  plugins?: PluginReport,
): readonly Story[] {
  const ofPlugins = (plugins?.plugins ?? []).flatMap(({ plugin, stories }) =>
    stories.map(
      ({ severity, code, message, remedy }): Story => ({ severity, about: { plugin }, code, message, remedy }),
    ),
  );
  const ofDevices = (health?.devices ?? []).flatMap((device): readonly Story[] => {
    const { reason, outOfService, alarm, state } = device;
    if (reason === undefined || !(alarm || outOfService)) return [];
    const { code, message, remedy } = reason;
    const severity = outOfService ? "info" : state === "degraded" ? "warning" : "error";
    return [{ severity, about: { device: device.device }, code, message, ...(remedy !== undefined && { remedy }) }];
  });
  return [...ofPlugins, ...ofDevices];
}
