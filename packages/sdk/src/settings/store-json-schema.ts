import { z } from "zod";
import { storeFileSchema } from "../store/schema.ts";
import { storeSettingsSchema } from "./store-settings-schema.ts";

const options = { target: "draft-7", io: "input" } as const;

/**
 * The JSON Schema of a `store.yaml`, for editors; it is published as `@aisle/sdk/schema/store.json`. It does not know the
 * settings of drivers, and what only holds between the parts of a file (no id twice) only `readStoreSettings` finds.
 */
export function storeSettingsJsonSchema(): Readonly<Record<string, unknown>> {
  const { $schema, properties, ...schema } = z.toJSONSchema(storeSettingsSchema, options);
  const storeModel = { ...z.toJSONSchema(storeFileSchema, options), $schema: undefined };
  const store = properties?.["store"] as Readonly<Record<string, unknown>>;
  return {
    $schema,
    title: "The settings of an Aisle store",
    description: "store.yaml: the devices of a store, the drivers that they need and the store model.",
    ...schema,
    properties: {
      ...properties,
      store: { ...store, anyOf: [{ type: "string", minLength: 1 }, { $ref: "#/definitions/storeModel" }] },
    },
    definitions: { storeModel },
  };
}
