import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { modbusTurnstile } from "../src/turnstile/index.ts";
import { modbusWeightShelf } from "../src/weight-shelf/index.ts";

interface Manifest {
  readonly aisle: { readonly drivers: readonly { readonly id: string; readonly settings?: unknown }[] };
}

describe("the manifest", () => {
  const { aisle } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")) as Manifest;

  it.each([modbusWeightShelf, modbusTurnstile])("has the settings that the driver $id takes", ({ id, settings }) => {
    const schema = settings["~standard"].jsonSchema!.input({ target: "draft-2020-12" });
    const { profile } = schema["properties"] as { profile: { anyOf: unknown[] } };
    // A thousand lines that no form shows.
    profile.anyOf[1] = { type: "object", description: "A profile written out, as the README says." };
    // What mends it: put the received value there.
    expect(aisle.drivers.find((driver) => driver.id === id)?.settings).toEqual(JSON.parse(JSON.stringify(schema)));
  });
});
