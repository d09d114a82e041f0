import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { loadDriverModules } from "./driver-modules.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "aisle-modules-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

function file(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

const driver = (id: string): string =>
  `{ id: "${id}", kind: "camera", transport: "none", settings: {}, liveness: "unwatched", open() {} }`;
const provider = (name: string): string => `{ transport: "${name}", settings: {}, open() {} }`;
const load = (...specifiers: string[]) => loadDriverModules(specifiers, join(folder, "store.yaml"));

describe("loading driver modules", () => {
  it("takes files beside the store, alone or in a list, drivers and transports", async () => {
    file("one.mjs", `export default ${driver("one")};`);
    file("more.mjs", `export default [${driver("two")}, ${provider("canbus")}];`);
    const { drivers, transports, refused } = await load("./one.mjs", "./more.mjs");
    expect(drivers.map(({ id }) => id)).toEqual(["one", "two"]);
    expect(transports.map(({ transport }) => transport)).toEqual(["canbus"]);
    expect(refused).toEqual([]);
  });

  it("takes packages installed beside the store, also those that only export for import", async () => {
    file(
      "node_modules/@acme/scanner/package.json",
      '{"type":"module","exports":{".":{"types":"./x.d.ts","import":"./x.js"},"./extra":"./y.js"}}',
    );
    file("node_modules/@acme/scanner/x.js", `export default ${driver("acme")};`);
    file("node_modules/@acme/scanner/y.js", `export default ${driver("acme-extra")};`);
    file("node_modules/plain/package.json", '{"main":"lib.js"}');
    file("node_modules/plain/lib.js", `module.exports = ${driver("plain")};`);
    const { drivers, refused } = await load("@acme/scanner", "@acme/scanner/extra", "plain");
    expect(refused).toEqual([]);
    expect(drivers.map(({ id }) => id)).toEqual(["acme", "acme-extra", "plain"]);
  });

  it("goes on past modules that cannot be used, and says why and what mends it", async () => {
    file("good.mjs", `export default ${driver("good")};`);
    file("throws.mjs", "null.x;");
    file("syntax.mjs", "export default {{");
    file("nothing.mjs", "export const driver = 1;");
    file("half.mjs", `export default [${driver("half")}, 42];`);
    file("node_modules/sealed/package.json", '{"exports":{"./other":"./x.js"}}');
    const names = [
      "./throws.mjs",
      "./syntax.mjs",
      "./nothing.mjs",
      "./half.mjs",
      "./gone.mjs",
      "not-installed",
      "sealed",
      "./good.mjs",
    ];
    const { drivers, refused } = await load(...names);
    expect(drivers.map(({ id }) => id)).toEqual(["half", "good"]);
    expect(refused.map(({ code }) => code)).toEqual([
      "driver-module-failed",
      "driver-module-failed",
      "driver-module-invalid",
      "driver-module-invalid",
      "driver-module-missing",
      "driver-module-missing",
      "driver-module-missing",
    ]);
    for (const error of refused) expect(error.remedy).toBeTruthy();
    expect(refused[5]?.remedy).toContain("npm install not-installed");
    expect(refused[2]?.message).toContain("./nothing.mjs: its default export holds nothing");
  });

  it("goes on past a package whose manifest is broken", async () => {
    file("node_modules/broken/package.json", "{");
    expect((await load("broken")).refused.map(({ code }) => code)).toEqual(["driver-module-failed"]);
  });
});
