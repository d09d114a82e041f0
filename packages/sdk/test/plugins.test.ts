import { readFileSync } from "node:fs";
import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import {
  discoverPlugins,
  errorCodes,
  loadPlugins,
  openHub,
  pluginIntegrity,
  readPluginManifest,
  VirtualClock,
} from "@aisle/sdk";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

let folder: string;
beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), "aisle-plugins-")));
});
afterEach(() => rm(folder, { recursive: true }));

async function write(path: string, text: string | object): Promise<void> {
  await mkdir(dirname(join(folder, path)), { recursive: true });
  await writeFile(join(folder, path), typeof text === "string" ? text : JSON.stringify(text));
}

/** Writes a plugin package with one driver for cameras inside the process; its code is `before`, then the driver. */
async function plugin(path: string, id: string, { before = "", ...aisle }: { before?: string; sdk?: string } = {}) {
  await write(`${path}/package.json`, {
    name: id,
    version: "1.0.0",
    type: "module",
    exports: "./index.js",
    aisle: { manifest: 1, sdk: "0.x", drivers: [{ id, kind: "camera", transport: "none" }], ...aisle },
  });
  await write(
    `${path}/index.js`,
    `${before}
    const settings = { "~standard": { version: 1, vendor: "test", validate: (value) => ({ value }) } };
    export default {
      id: "${id}", kind: "camera", transport: "none", settings, liveness: "unwatched",
      open: () => ({ readings: { subscribe: () => ({ unsubscribe() {} }) } }),
    };`,
  );
}

describe("plugins on a disk", () => {
  it("are found as npm and pnpm install them, loaded one by one, and driven by a hub that tells each story", async () => {
    await write("package.json", { dependencies: { good: "1", linked: "1", throws: "1", native: "1", newer: "1" } });
    await plugin("node_modules/good", "good");
    await plugin("node_modules/.pnpm/linked@1/node_modules/linked", "linked");
    await symlink(
      join(folder, "node_modules/.pnpm/linked@1/node_modules/linked"),
      join(folder, "node_modules/linked"),
      "junction",
    );
    await plugin("node_modules/throws", "throws", { before: "null.x;" });
    await plugin("node_modules/native", "native", { before: 'import "a-native-module-that-is-not-there";' });
    await plugin("node_modules/newer", "newer", { sdk: ">=99" });

    const { drivers, transports, report } = await loadPlugins(await discoverPlugins({ from: folder }));
    expect(report.plugins.map(({ plugin: name, state, stories }) => [name, state, stories[0]?.code])).toEqual([
      ["good", "loaded", undefined],
      ["linked", "loaded", undefined],
      ["native", "refused", "module-missing"],
      ["newer", "refused", "sdk-incompatible"],
      ["throws", "refused", "plugin-import-failed"],
    ]);

    const clock = new VirtualClock(0);
    const devices = ["good", "linked", "native", "newer", "throws"].map((driver) => ({ id: driver, driver }));
    await using hub = await openHub({ drivers, transports, devices, clock });
    await clock.run(1_000);
    const told = [...hub.devices].map(([id, { status }]) => [
      id,
      status.state,
      "reason" in status && status.reason.code,
    ]);
    expect(told).toEqual([
      ["good", "online", false],
      ["linked", "online", false],
      ["native", "blocked", "module-missing"],
      ["newer", "blocked", "sdk-incompatible"],
      ["throws", "blocked", "module-missing"],
    ]);
    expect(hub.devices.get("throws")?.status).toMatchObject({
      reason: { message: expect.stringContaining("throws failed to load"), remedy: expect.stringContaining("maker") },
    });
  });

  it("in a folder are found, and pinned by what their files are", async () => {
    await plugin("plugins/@acme/a", "a");
    await plugin("plugins/b", "b", { before: "globalThis.runByMistake = true;" });
    const pin = await pluginIntegrity(join(folder, "plugins/b"));
    await write("plugins/b/more.js", "");
    const candidates = await discoverPlugins({ folder: join(folder, "plugins") });
    const pinned = candidates.map((each) =>
      each.problem === undefined ? { ...each, ...(each.name === "b" && { integrity: pin }) } : each,
    );
    const { report } = await loadPlugins(pinned);
    expect(report.plugins.map(({ plugin: name, state, stories }) => [name, state, stories[0]?.code])).toEqual([
      ["a", "loaded", undefined],
      ["b", "refused", "plugin-integrity"],
    ]);
    expect(globalThis).not.toHaveProperty("runByMistake");
  });

  it("that bring an SDK of their own are told from those that share the host's", async () => {
    await plugin("node_modules/own", "own");
    await write("node_modules/own/node_modules/@aisle/sdk/package.json", { name: "@aisle/sdk", version: "99.0.0" });
    await plugin("node_modules/shared", "shared");
    await mkdir(join(folder, "node_modules/@aisle"), { recursive: true });
    await symlink(join(import.meta.dirname, ".."), join(folder, "node_modules/@aisle/sdk"), "junction");
    const { report } = await loadPlugins(await discoverPlugins({ named: ["own", "shared"], from: folder }));
    expect(report.plugins.map(({ state, stories }) => [state, stories[0]?.code])).toEqual([
      ["refused", "sdk-incompatible"],
      ["loaded", undefined],
    ]);
  });
});

describe("a plugin with a native part", () => {
  it("that does not load here is told from one that is missing", async () => {
    const require = 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);';
    await plugin("plugins/broken", "broken", { before: `${require} require("./addon.node");` });
    await write("plugins/broken/addon.node", "not for this machine");
    await plugin("plugins/gone", "gone", { before: `${require} require("./addon.node");` });
    const { report } = await loadPlugins(await discoverPlugins({ folder: join(folder, "plugins") }));
    expect(report.plugins.map(({ stories }) => stories[0])).toMatchObject([
      { code: "module-missing", remedy: expect.stringContaining(`with Node ${process.version}: install broken anew`) },
      { code: "module-missing", remedy: expect.stringContaining("A module it needs is missing: install gone anew") },
    ]);
  });
});

describe("the README on plugins", () => {
  const readme = readFileSync(join(import.meta.dirname, "../README.md"), "utf8");

  it("shows a manifest that is valid", () => {
    const [, json = ""] = /```json\n(\{\n {2}"name": "@acme\/aisle-scanner"[^]*?)```/.exec(readme) ?? [];
    expect(readPluginManifest(json, "README.md").manifest?.drivers).toHaveLength(1);
  });

  it("tells of every code that a plugin's story may have", () => {
    const codes = Object.keys(errorCodes).filter(
      (code) => code.startsWith("plugin-") && code !== "plugin-folder-missing",
    );
    for (const code of codes) expect(readme).toContain(`\`${code}\``);
  });
});
