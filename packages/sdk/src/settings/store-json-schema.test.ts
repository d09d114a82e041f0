import { expect, it } from "vitest";
import { storeSettingsJsonSchema } from "./store-json-schema.ts";

it("the published schema is the one in the code; write it anew with `npm test -- store-json-schema -u`", async () => {
  await expect(`${JSON.stringify(storeSettingsJsonSchema(), null, 2)}\n`).toMatchFileSnapshot(
    "../../schema/store.json",
  );
});

it("the schema refuses unknown keys at every level, and explains each setting", () => {
  const schema = storeSettingsJsonSchema() as {
    additionalProperties: boolean;
    properties: Record<string, { description?: string; items?: { additionalProperties?: boolean } }>;
  };
  expect(schema.additionalProperties).toBe(false);
  for (const [key, property] of Object.entries(schema.properties)) {
    expect(property.description, key).toMatch(/\.$/);
  }
  expect(schema.properties["devices"]?.items?.additionalProperties).toBe(false);
});
