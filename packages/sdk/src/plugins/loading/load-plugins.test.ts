import { describe, expect, it } from "vitest";
import { driver, manifest, packageJson, serial } from "../samples.fixture.ts";
import { loadTestPlugins, type TestPlugin } from "./loading.fixture.ts";

const plugin = (id: string, more: Partial<TestPlugin> = {}): TestPlugin => ({
  json: packageJson(id, manifest(id)),
  modules: { "index.js": () => ({ default: driver(id) }) },
  ...more,
});

describe("loading plugins", () => {
  it("gives their drivers and transports, and says so", async () => {
    const { drivers, transports, report, clock } = await loadTestPlugins({
      a: plugin("a"),
      b: {
        json: packageJson("b", {
          ...manifest("b", { entry: "./dist/b.js" }),
          transports: [{ transport: "serial", entry: "./dist/serial.js" }],
        }),
        modules: {
          "dist/b.js": () => ({ default: driver("b") }),
          "dist/serial.js": () => ({ default: [serial] }),
        },
      },
    });
    expect(drivers.map(({ id }) => id)).toEqual(["a", "b"]);
    expect(transports).toEqual([serial]);
    expect(report).toEqual({
      sdk: "0.4.2",
      plugins: [
        {
          plugin: "a",
          version: "1.2.3",
          folder: "/plugins/a",
          state: "loaded",
          drivers: ["a"],
          transports: [],
          stories: [],
        },
        {
          plugin: "b",
          version: "1.2.3",
          folder: "/plugins/b",
          state: "loaded",
          drivers: ["b"],
          transports: ["serial"],
          stories: [],
        },
      ],
    });
    expect(clock.nextTimerAt()).toBeUndefined();
  });

  it("runs a module once, also for several drivers, and takes CommonJS that was made from a module", async () => {
    const both = { ...manifest("a"), drivers: [...manifest("a").drivers, ...manifest("b").drivers] };
    const { drivers, files } = await loadTestPlugins({
      p: {
        json: packageJson("p", both),
        modules: { "index.js": () => ({ default: { __esModule: true, default: [driver("a"), driver("b")] } }) },
      },
    });
    expect(drivers.map(({ id }) => id)).toEqual(["a", "b"]);
    expect(files.imported).toEqual(["/plugins/p/index.js"]);
  });

  it("stops none for another, whatever is wrong with it; each story has a remedy", async () => {
    const broken: Record<string, TestPlugin> = {
      "b-json": { json: "{" },
      "c-manifest": { json: packageJson("c-manifest", { manifest: 1 }) },
      "d-range": { json: packageJson("d-range", { ...manifest("d"), sdk: "1.x" }) },
      "e-platform": { json: packageJson("e-platform", manifest("e", { platforms: ["win32"] })) },
      "f-throws": plugin("f", {
        modules: {
          "index.js": () => {
            throw new TypeError("null is not a function");
          },
        },
      }),
      "g-hangs": plugin("g", { modules: { "index.js": () => new Promise(() => undefined) } }),
      "h-empty": plugin("h", { modules: { "index.js": () => ({}) } }),
      "i-gone": plugin("i", { modules: {} }),
      "j-strange": plugin("j", {
        modules: {
          "index.js": () => {
            throw undefined;
          },
        },
      }),
    };
    const { drivers, report } = await loadTestPlugins({ a: plugin("a"), ...broken, z: plugin("z") });
    expect(
      report.plugins.map(({ plugin: name, state, stories }) => [name, state, ...stories.map(({ code }) => code)]),
    ).toEqual([
      ["a", "loaded"],
      ["b-json", "refused", "plugin-manifest-invalid"],
      ["c-manifest", "refused", "plugin-manifest-invalid"],
      ["d-range", "refused", "sdk-incompatible"],
      ["e-platform", "refused", "plugin-platform"],
      ["f", "refused", "plugin-import-failed"],
      ["g", "refused", "plugin-import-timeout"],
      ["h", "refused", "plugin-mismatch"],
      ["i", "refused", "plugin-mismatch"],
      ["j", "refused", "plugin-import-failed"],
      ["z", "loaded"],
    ]);
    for (const story of report.plugins.flatMap(({ stories }) => stories)) {
      expect(story.severity).toBe("error");
      expect(story.message.length).toBeGreaterThan(10);
      expect(story.remedy.length).toBeGreaterThan(10);
    }
    expect(drivers.slice(0, 2).map(({ id }) => id)).toEqual(["a", "z"]);
    expect(JSON.parse(JSON.stringify(report))).toEqual(report);
  });

  it("gives up an import after its time, and no sooner; what comes later harms nobody", async () => {
    const late = (after: number): TestPlugin =>
      plugin("late", {
        modules: {
          "index.js": () =>
            new Promise((resolve) => {
              timers.push([after, () => resolve({ default: driver("late") })]);
            }),
        },
      });
    const timers: [number, () => void][] = [];
    const load = async (after: number) => {
      timers.length = 0;
      const loading = loadTestPlugins({ late: late(after) }, { importWithin: 60_001 });
      await new Promise((resolve) => setImmediate(resolve));
      timers[0]?.[1]();
      return (await loading).report.plugins[0]?.state;
    };
    expect(await load(0)).toBe("loaded");
    const { report } = await loadTestPlugins({ late: late(0) }, { importWithin: 500 });
    expect(report.plugins[0]?.stories[0]?.message).toContain("after 500 ms");
    timers.at(-1)?.[1]();
  });

  it("keeps the driver of the earlier of two plugins, and does not use the later's", async () => {
    const { drivers, report, files } = await loadTestPlugins({
      first: plugin("x"),
      second: { ...plugin("x"), json: packageJson("second", manifest("x")) },
    });
    expect(drivers.map(({ id }) => id)).toEqual(["x"]);
    expect(report.plugins[1]).toMatchObject({ state: "refused", drivers: [] });
    expect(report.plugins[1]?.stories[0]).toMatchObject({
      code: "plugin-duplicate",
      message: 'The driver "x" of second is not used: x supplies it already.',
    });
    expect(files.imported).toEqual(["/plugins/first/index.js"]);
  });

  it("lets the later of two have a driver that the earlier may not supply here", async () => {
    const { drivers } = await loadTestPlugins({
      first: { json: packageJson("first", manifest("x", { platforms: ["win32"] })) },
      second: plugin("x"),
      third: { json: packageJson("third", { ...manifest("x"), sdk: "9.x" }) },
    });
    expect(drivers).toHaveLength(1);
  });

  it("uses what fits of a plugin, and calls a driver for another platform no fault", async () => {
    const drivers = [
      ...manifest("here", { platforms: ["linux-arm64"] }).drivers,
      ...manifest("there", { platforms: ["darwin"] }).drivers,
    ];
    const { report } = await loadTestPlugins({
      p: {
        json: packageJson("p", { ...manifest(), drivers }),
        modules: { "index.js": () => ({ default: [driver("here")] }) },
      },
    });
    expect(report.plugins[0]).toMatchObject({ state: "partial", drivers: ["here"] });
    expect(report.plugins[0]?.stories).toMatchObject([{ severity: "warning", code: "plugin-platform" }]);
  });
});
