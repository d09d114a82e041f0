import { readFileSync } from "node:fs";
import { fakeModbusTransport, fakeProvider, testHub } from "@aisle/sdk/testing";
import { describe, expect, it } from "vitest";
import { modbusWeightShelf, weightShelfProfiles } from "../src/weight-shelf/index.ts";

interface Fixture {
  readonly settings: object;
  readonly table: "holding" | "input";
  readonly cases: readonly {
    readonly says: string;
    readonly registers: Readonly<Record<number, number>>;
    readonly grams: readonly (number | null)[];
    readonly flags: readonly number[];
  }[];
}

describe.each(Object.keys(weightShelfProfiles))("the profile %s", (id) => {
  const path = new URL(`./fixtures/${id}.json`, import.meta.url);
  const { settings, table, cases } = JSON.parse(readFileSync(path, "utf8")) as Fixture;

  it.each(cases)("makes grams and flags of registers that say $says", async ({ registers, grams, flags }) => {
    const bus = fakeModbusTransport({ 1: { [table]: { ...registers } } });
    await using store = await testHub({
      drivers: [modbusWeightShelf],
      transports: [fakeProvider("modbus", bus)],
      devices: [{ id: "s1", driver: modbusWeightShelf.id, settings, transport: {} }],
    });
    await store.clock.run(1);
    const expected = Float32Array.from(grams.map((each) => each ?? Number.NaN));
    expect(store.readings[0]).toMatchObject({
      type: "weights",
      data: { grams: expected, flags: Uint8Array.from(flags), samples: 1, plates: grams.length },
    });
  });
});
