import { z } from "zod";
import { pluginManifest } from "./manifest.ts";

/**
 * The JSON Schema of a plugin's manifest, which is published as `@aisle/sdk/schema/plugin-manifest.json`.
 * What it cannot say (a valid range, no name twice) only `readPluginManifest` finds.
 */
export function pluginManifestJsonSchema(): Readonly<Record<string, unknown>> {
  const { $schema, ...schema } = z.toJSONSchema(pluginManifest, { target: "draft-7" });
  return {
    $schema,
    title: "The manifest of an Aisle plugin",
    description: "What a driver package says of itself in its package.json under `aisle`.",
    ...schema,
  };
}
