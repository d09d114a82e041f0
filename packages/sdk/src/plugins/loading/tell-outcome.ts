import type { AisleError } from "../../errors/aisle-error.ts";
import type { PluginWork } from "./plugin-part.ts";
import type { PluginOutcome, PluginStory } from "./plugin-report.ts";

/** Tells what became of a plugin. */
export function outcomeOf({ plugin, parts, refusal, errors, warnings }: PluginWork): PluginOutcome {
  const usable =
    refusal === undefined ? parts.filter((part) => part.value !== undefined && part.refusal === undefined) : [];
  // Two drivers of one broken module have one story.
  const refusals = [...new Set([refusal ?? parts.map((part) => part.refusal), errors].flat())].filter(
    (each) => each !== undefined,
  );
  const state = usable.length === 0 ? "refused" : refusals.length > 0 ? "partial" : "loaded";
  const named = (what: "driver" | "transport") => usable.filter((part) => part.what === what).map(({ name }) => name);
  return {
    plugin: plugin.name,
    ...(plugin.version !== undefined && { version: plugin.version }),
    ...(plugin.folder !== undefined && { folder: plugin.folder }),
    state,
    drivers: named("driver"),
    transports: named("transport"),
    stories: [
      ...refusals.map((error) => toStory(error, isHarmless(error, usable.length) ? "warning" : "error")),
      ...warnings.map((error) => toStory(error, "warning")),
    ],
  };
}

/** A package may well have a driver for each platform. */
function isHarmless({ code }: AisleError, usable: number): boolean {
  return code === "plugin-platform" && usable > 0;
}

function toStory(error: AisleError, severity: PluginStory["severity"]): PluginStory {
  return {
    severity,
    code: error.code,
    message: error.message,
    remedy: error.remedy ?? "Report it to the maker of the plugin, with this message.",
    ...(error.problems.length > 0 && { problems: error.problems }),
  };
}
