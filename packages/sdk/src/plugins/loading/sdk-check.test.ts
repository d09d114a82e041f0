import { describe, expect, it } from "vitest";
import { driver, manifest, packageJson } from "../samples.fixture.ts";
import { loadTestPlugins } from "./loading.fixture.ts";

async function outcome(sdk: string, options: { readonly version?: string; readonly copy?: string } = {}) {
  const files = options.copy === undefined ? {} : { "node_modules/@aisle/sdk/package.json": { version: options.copy } };
  const { report } = await loadTestPlugins(
    {
      p: {
        json: packageJson("p", { ...manifest(), sdk }),
        modules: { "index.js": () => ({ default: driver() }) },
        files,
      },
    },
    options.version === undefined ? {} : { host: { sdkVersion: options.version, sdkFolder: "/app/sdk" } },
  );
  const { state, stories } = report.plugins[0] ?? {};
  return { state, story: stories?.[0] };
}

describe("the range of the SDK that a plugin asks for", () => {
  it.each([
    ["0.x", "0.4.2"],
    ["0.x", "0.5.0-beta.1"],
    ["^0.4.0", "0.4.2"],
    [">=0.4 <2", "1.7.0"],
    ["*", "3.0.0"],
  ])("%s is met by %s", async (range, version) => {
    expect(await outcome(range, { version })).toEqual({ state: "loaded", story: undefined });
  });

  it.each([
    ["0.x", "1.0.0", /npm install p@latest/],
    ["^0.4.0", "0.5.0", /npm install p@latest/],
    ["1.x", "0.4.2", /Update @aisle\/sdk to 1\.x/],
  ])("%s is not met by %s, and the remedy says who has to move", async (range, version, remedy) => {
    const { state, story } = await outcome(range, { version });
    expect(state).toBe("refused");
    expect(story).toMatchObject({ code: "sdk-incompatible", remedy: expect.stringMatching(remedy) });
  });
});

describe("a copy of the SDK that a plugin brings", () => {
  it.each(["0.4.0", "0.4.9"])("of version %s gets along with 0.4.2, with a warning", async (copy) => {
    const { state, story } = await outcome("0.x", { copy });
    expect(state).toBe("loaded");
    expect(story).toMatchObject({ severity: "warning", code: "plugin-sdk-duplicate" });
    expect(story?.remedy).toContain("peerDependencies");
  });

  it.each(["0.3.0", "1.0.0", "what"])("of version %s does not get along with 0.4.2", async (copy) => {
    const { state, story } = await outcome("0.x", { copy });
    expect(state).toBe("refused");
    expect(story).toMatchObject({ severity: "error", code: "sdk-incompatible" });
  });

  it("is none where it is the host's own, behind whatever links", async () => {
    const { report } = await loadTestPlugins(
      {
        p: {
          json: packageJson("p"),
          modules: { "index.js": () => ({ default: driver() }) },
          files: { "node_modules/@aisle/sdk/package.json": { version: "0.4.2" } },
        },
      },
      { host: { sdkVersion: "0.4.2", sdkFolder: "/plugins/p/node_modules/@aisle/sdk" } },
    );
    expect(report.plugins[0]?.stories).toEqual([]);
  });
});
