import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import type { AisleError } from "../errors/aisle-error.ts";
import { nearest } from "./nearest.ts";
import { checkSettings, showPath } from "./settings-check.ts";
import type { SettingsSchema } from "./settings-schema.ts";

const schema = z.strictObject({
  host: z.string().default("127.0.0.1"),
  port: z.number().int().min(1).max(65_535),
  scales: z.array(z.strictObject({ unit: z.number() })).optional(),
});

const refusal = async (value: unknown, of: SettingsSchema = schema): Promise<AisleError> =>
  checkSettings(of, value, 'device "gate-1"').then(
    () => expect.unreachable("the settings were taken"),
    (error: unknown) => error as AisleError,
  );

describe("checking settings", () => {
  it("gives them back with defaults filled in", async () => {
    await expect(checkSettings(schema, { port: 80 }, "x")).resolves.toEqual({ host: "127.0.0.1", port: 80 });
  });

  it("takes none for an empty object, so that a driver without settings needs none", async () => {
    await expect(checkSettings(z.strictObject({}), undefined, "x")).resolves.toEqual({});
  });

  it("names the owner, the path, what was expected and what was there", async () => {
    const error = await refusal({ port: "80a" });
    expect(error).toMatchObject({ code: "settings-invalid", category: "settings", retryable: false });
    expect(error.message).toContain('device "gate-1"');
    expect(error.message).toMatch(/port: .*expected number.*\(got "80a"\)/);
    expect(error.problems.map(({ path }) => path)).toEqual([["port"]]);
  });

  it("names the nearest valid key for one that does not exist, deep inside too", async () => {
    expect((await refusal({ prot: 80, port: 80 })).message).toContain('did you mean "port" instead of "prot"?');
    const deep = await refusal({ port: 80, scales: [{ unit: 1 }, { unit: 2, uint: 3 }] });
    expect(deep.problems[0]?.path).toEqual(["scales", 1]);
    expect(deep.message).toMatch(/scales\[1\]: .*did you mean "unit" instead of "uint"\?/);
  });

  it("lists the valid keys when none is like it", async () => {
    expect((await refusal({ port: 80, zebra: 1 })).message).toContain('"zebra" is none of: host, port, scales');
  });

  it("says every problem at once, and no more than twenty", async () => {
    expect((await refusal({ host: 1, port: 0 })).problems).toHaveLength(2);
    const many = z.array(z.number());
    expect((await refusal(new Array(50).fill("x"), many)).problems).toHaveLength(20);
  });

  it("works with a schema that gives no JSON Schema, and with one that checks later", async () => {
    const own: SettingsSchema<number> = {
      "~standard": {
        version: 1,
        vendor: "own",
        validate: () => Promise.resolve({ issues: [{ message: "no", path: [{ key: "a" }, 0] }] }),
      },
    };
    expect((await refusal({ a: [true] }, own)).message).toContain("a[0]: no (got true)");
  });

  it("refuses what is not an object at all", async () => {
    for (const value of [null, 7, "x", []]) expect((await refusal(value)).problems).toHaveLength(1);
  });
});

describe("the nearest word", () => {
  it.each([
    ["prot", ["host", "port"], "port"],
    ["Port", ["host", "port"], "port"],
    ["gate1", ["gate-1", "gate-2"], "gate-1"],
    ["weightshelf", ["camera", "weight-shelf"], "weight-shelf"],
    ["zebra", ["host", "port"], undefined],
    ["x", [], undefined],
  ])("of %s among %j is %s", (word, candidates, expected) => {
    expect(nearest(word, candidates)).toBe(expected);
  });

  it("is the word itself when it is there", () => {
    fc.assert(
      fc.property(fc.string(), fc.array(fc.string()), (word, others) => {
        expect(nearest(word, [...others, word])?.toLowerCase()).toBe(word.toLowerCase());
      }),
    );
  });
});

it("writes a path as people do", () => {
  expect(showPath(["scales", 2, "unit"])).toBe("scales[2].unit");
});
