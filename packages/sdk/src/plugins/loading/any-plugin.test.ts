import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { VirtualClock } from "../../time/virtual-clock.ts";
import { MemoryFiles } from "../files/memory-files.fixture.ts";
import { discoverPlugins } from "../finding/discover-plugins.ts";
import { driver, manifest, packageJson } from "../samples.fixture.ts";
import { loadPlugins } from "./load-plugins.ts";
import { host } from "./loading.fixture.ts";

const good = {
  "/plugins/good/package.json": packageJson("good", manifest("good")),
};

async function load(texts: Readonly<Record<string, unknown>>, exported: () => unknown) {
  const modules = { "/plugins/good/index.js": () => ({ default: driver("good") }), "/plugins/bad/index.js": exported };
  const files = new MemoryFiles({ ...good, ...texts }, modules);
  const candidates = await discoverPlugins({ folder: "/plugins" }, { files });
  return loadPlugins(candidates, { files, host, clock: new VirtualClock(0) });
}

const told = {
  code: expect.stringMatching(/^[a-z-]+$/),
  message: expect.stringMatching(/./),
  remedy: expect.stringMatching(/./),
};

describe("whatever a plugin is", () => {
  it("a package.json of any kind is told of, and the good one is loaded", async () => {
    const part = fc.oneof(fc.jsonValue(), fc.constantFrom(1, "0.x", "./a.js", "camera", ["linux"]));
    const keys = [
      "manifest",
      "sdk",
      "drivers",
      "transports",
      "id",
      "kind",
      "transport",
      "entry",
      "fingerprints",
      "facts",
    ];
    const object = fc.dictionary(fc.constantFrom(...keys), part);
    const aisle = fc.oneof(
      part,
      object,
      fc.tuple(object, object).map(([a, b]) => ({ ...a, drivers: [b] })),
    );
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.string(), aisle), async (given) => {
        const json = typeof given === "string" ? given : JSON.stringify({ name: "bad", aisle: given });
        const { report } = await load({ "/plugins/bad/package.json": json }, () => undefined);
        expect(report.plugins.map(({ state }) => state)).toEqual(["refused", "loaded"]);
        expect(report.plugins[0]?.stories[0]).toMatchObject(told);
      }),
      { numRuns: 300 },
    );
  });

  it("an export of any kind, or anything thrown, is told of, and the good one is loaded", async () => {
    await fc.assert(
      fc.asyncProperty(fc.anything(), fc.boolean(), async (value, throws) => {
        const { drivers, report } = await load(
          { "/plugins/bad/package.json": packageJson("bad", manifest("bad")) },
          () => {
            if (throws) throw value;
            return { default: value };
          },
        );
        expect(report.plugins.map(({ state }) => state)).toEqual(["refused", "loaded"]);
        expect(report.plugins[0]?.stories[0]).toMatchObject(told);
        expect(drivers.map(({ id }) => id)).toEqual(["good", "bad"]);
      }),
      { numRuns: 300 },
    );
  });
});
