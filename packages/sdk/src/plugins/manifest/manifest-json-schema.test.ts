import { expect, it } from "vitest";
import { pluginManifestJsonSchema } from "./manifest-json-schema.ts";

it("the published schema is the one in the code; write it anew with `npm test -- manifest-json-schema -u`", async () => {
  await expect(`${JSON.stringify(pluginManifestJsonSchema(), null, 2)}\n`).toMatchFileSnapshot(
    "../../../schema/plugin-manifest.json",
  );
});
