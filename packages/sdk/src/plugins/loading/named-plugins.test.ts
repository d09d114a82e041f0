import { describe, expect, it } from "vitest";
import type { DriverChoice } from "../../settings/store-settings.ts";
import { VirtualClock } from "../../time/virtual-clock.ts";
import { MemoryFiles } from "../files/memory-files.fixture.ts";
import { discoverPlugins } from "../finding/discover-plugins.ts";
import { driver, manifest, packageJson, serial } from "../samples.fixture.ts";
import { pluginIntegrity } from "./integrity.ts";
import type { PluginToIsolate } from "./isolate.ts";
import { type LoadPluginsOptions, loadPlugins } from "./load-plugins.ts";
import { host } from "./loading.fixture.ts";

const disk = () =>
  new MemoryFiles(
    {
      "/app/node_modules/x/package.json": packageJson("x", manifest("x")),
      "/app/node_modules/ports/package.json": packageJson("ports", {
        manifest: 1,
        sdk: "0.x",
        transports: [{ transport: "tcp" }, { transport: "serial" }],
      }),
    },
    {
      "/app/node_modules/x/index.js": () => ({ default: driver("x") }),
      "/app/node_modules/ports/index.js": () => ({ default: [serial, { ...serial, transport: "tcp" }] }),
      "/app/own.js": () => ({ default: [driver("own"), serial] }),
      "/app/half.js": () => ({ default: [driver("half"), 42] }),
      "/app/named.js": () => ({ driver: driver("named") }),
      "/app/more.js": () => ({ default: driver("own") }),
    },
  );

async function load(named: readonly DriverChoice[], files = disk(), options: LoadPluginsOptions = {}) {
  const candidates = await discoverPlugins({ named, from: "/app" }, { files, conditions: ["default"] });
  return loadPlugins(candidates, { files, clock: new VirtualClock(0), host, ...options });
}

describe("plugins named by hand", () => {
  it("give all that they export, where they have no manifest, and are warned of", async () => {
    const { drivers, transports, report } = await load(["./own.js"]);
    expect(drivers.map(({ id }) => id)).toEqual(["own"]);
    expect(transports).toEqual([serial]);
    expect(report.plugins[0]).toMatchObject({
      state: "loaded",
      stories: [{ severity: "warning", code: "plugin-no-manifest" }],
    });
  });

  it("are used as far as they can be", async () => {
    const { report } = await load(["./half.js", "./named.js", "gone", "./more.js", "./own.js"]);
    expect(report.plugins.map(({ plugin, state, drivers }) => [plugin, state, drivers])).toEqual([
      ["./half.js", "partial", ["half"]],
      ["./named.js", "refused", []],
      ["gone", "refused", []],
      ["./more.js", "loaded", ["own"]],
      ["./own.js", "partial", []],
    ]);
    expect(report.plugins[0]?.stories[0]?.message).toContain("got 42");
    expect(report.plugins[1]?.stories[0]?.message).toContain("there is no default export");
    expect(report.plugins[4]?.stories[0]?.code).toBe("plugin-duplicate");
  });
});

describe("a pinned plugin", () => {
  it("is used while its files are those that were pinned", async () => {
    const files = disk();
    const integrity = await pluginIntegrity("/app/node_modules/x", files);
    expect((await load([{ package: "x", integrity }], files)).report.plugins[0]?.state).toBe("loaded");
  });

  it("is refused before any of its code is run when a byte has changed, and its new pin is told", async () => {
    const files = disk();
    const integrity = await pluginIntegrity("/app/node_modules/x", files);
    files.write("/app/node_modules/x/index.js", "evil");
    const { report, drivers } = await load([{ package: "x", integrity }], files);
    expect(files.imported).toEqual([]);
    expect(report.plugins[0]?.stories).toMatchObject([{ severity: "error", code: "plugin-integrity" }]);
    expect(report.plugins[0]?.stories[0]?.message).toContain(await pluginIntegrity("/app/node_modules/x", files));
    expect(drivers.map(({ id }) => id)).toEqual(["x"]);
    expect(() => drivers[0]?.settings["~standard"].validate({})).toThrow("not those that were pinned");
  });

  it("is refused with a pin that is none", async () => {
    const { report } = await load([{ package: "x", integrity: "sha512-abc" }]);
    expect(report.plugins[0]?.stories[0]?.code).toBe("plugin-integrity");
  });
});

describe("a plugin that wants a process of its own", () => {
  const isolated: readonly DriverChoice[] = [{ package: "x", isolation: "process" }, "ports"];

  it("is not run here; its process gets its modules and those of the transports that it names", async () => {
    const files = disk();
    const asked: PluginToIsolate[] = [];
    const seen = driver("x");
    const { drivers } = await load(isolated, files, {
      isolate: async (plugin) => {
        asked.push(plugin);
        return [seen];
      },
    });
    expect(drivers).toEqual([seen]);
    expect(files.imported).toEqual(["/app/node_modules/ports/index.js"]);
    expect(asked).toMatchObject([
      {
        plugin: "x",
        modules: [expect.stringMatching(/^file:.*\/app\/node_modules\/x\/index\.js$/)],
        transports: [expect.stringMatching(/ports\/index\.js$/)],
      },
    ]);
  });

  it("is held against its manifest like any other, and refused when its process fails", async () => {
    const other = await load(isolated, disk(), { isolate: async () => [driver("y")] });
    expect(other.report.plugins[0]?.stories[0]?.code).toBe("plugin-mismatch");
    const failing = await load(isolated, disk(), {
      isolate: () => Promise.reject(new RangeError("no more processes")),
    });
    expect(failing.report.plugins[0]?.stories[0]?.message).toContain("no more processes");
  });

  it("is refused by a host that gives none, and not run", async () => {
    const files = disk();
    const { report } = await load(isolated, files);
    expect(report.plugins[0]?.stories[0]?.code).toBe("plugin-isolation");
    expect(files.imported).not.toContain("/app/node_modules/x/index.js");
  });
});
