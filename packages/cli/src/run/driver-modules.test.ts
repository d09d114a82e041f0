import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pluginIntegrity } from "@aisle/sdk";
import type { DriverChoice } from "@aisle/sdk/store";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { loadDriverModules } from "./driver-modules.ts";

let folder: string;
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), "aisle-modules-")));
});
afterEach(() => rmSync(folder, { recursive: true }));

function file(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

const schema = '{ "~standard": { version: 1, vendor: "test", validate: (value) => ({ value }) } }';
const driver = (id: string): string =>
  `{ id: "${id}", kind: "camera", transport: "none", settings: ${schema}, liveness: "unwatched", open() {} }`;
const provider = (name: string): string => `{ transport: "${name}", settings: ${schema}, open() {} }`;
const load = (...choices: DriverChoice[]) => loadDriverModules(choices, join(folder, "store.yaml"));

describe("loading driver modules", () => {
  it("takes files beside the store, alone or in a list, drivers and transports, and warns of each", async () => {
    file("one.mjs", `export default ${driver("one")};`);
    file("more.mjs", `export default [${driver("two")}, ${provider("canbus")}];`);
    const { drivers, transports, refused } = await load("./one.mjs", "./more.mjs");
    expect(drivers.map(({ id }) => id)).toEqual(["one", "two"]);
    expect(transports.map(({ transport }) => transport)).toEqual(["canbus"]);
    expect(refused.map(({ code }) => code)).toEqual(["plugin-no-manifest", "plugin-no-manifest"]);
    expect(refused[0]?.message).toContain("warning: ./one.mjs");
  });

  it("takes packages installed beside the store, pinned where the store says so", async () => {
    const manifest = '"aisle":{"manifest":1,"sdk":"0.x","drivers":[{"id":"acme","kind":"camera","transport":"none"}]}';
    file(
      "node_modules/@acme/scanner/package.json",
      `{"name":"@acme/scanner","type":"module","exports":{".":{"types":"./x.d.ts","import":"./x.js"}},${manifest}}`,
    );
    file("node_modules/@acme/scanner/x.js", `export default ${driver("acme")};`);
    file("node_modules/plain/package.json", '{"main":"lib.js"}');
    file("node_modules/plain/lib.js", `module.exports = ${driver("plain")};`);
    const integrity = await pluginIntegrity(join(folder, "node_modules/@acme/scanner"));
    const { drivers, refused, report } = await load({ package: "@acme/scanner", integrity }, "plain");
    expect(drivers.map(({ id }) => id)).toEqual(["acme", "plain"]);
    expect(refused.map(({ code }) => code)).toEqual(["plugin-no-manifest"]);
    expect(report.plugins.map(({ state }) => state)).toEqual(["loaded", "loaded"]);
  });

  it("goes on past modules that cannot be used, and says why and what mends it", async () => {
    file("good.mjs", `export default ${driver("good")};`);
    file("throws.mjs", "null.x;");
    file("syntax.mjs", "export default {{");
    file("nothing.mjs", "export const driver = 1;");
    file("half.mjs", `export default [${driver("half")}, 42];`);
    file("node_modules/sealed/package.json", '{"exports":{"./other":"./x.js"}}');
    file("node_modules/broken/package.json", "{");
    const names = ["./throws.mjs", "./syntax.mjs", "./nothing.mjs", "./half.mjs", "./gone.mjs", "away", "sealed"];
    const { drivers, refused } = await load(...names, "broken", "./good.mjs");
    expect(drivers.map(({ id }) => id)).toEqual(["half", "good"]);
    const errors = refused.filter(({ code }) => code !== "plugin-no-manifest");
    expect(errors.map(({ code }) => code)).toEqual([
      "plugin-import-failed",
      "plugin-import-failed",
      "plugin-mismatch",
      "plugin-mismatch",
      "module-missing",
      "module-missing",
      "plugin-mismatch",
      "plugin-manifest-invalid",
    ]);
    for (const { remedy } of refused) expect(remedy).toBeTruthy();
    expect(errors[5]?.remedy).toContain("npm install away");
    expect(errors[2]?.message).toContain("./nothing.mjs exports by default");
  });
});
