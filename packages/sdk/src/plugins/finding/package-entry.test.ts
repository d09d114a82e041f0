import { describe, expect, it } from "vitest";
import { MemoryFiles } from "../files/memory-files.fixture.ts";
import { packageEntry, processConditions } from "./package-entry.ts";

const files = new MemoryFiles({
  "/p/index.js": "",
  "/p/lib/main.cjs": "",
  "/p/lib/index.js": "",
  "/p/esm.js": "",
  "/p/source.ts": "",
  "/p/node_modules/x/index.js": "",
  "/outside.js": "",
});
const entry = (fields: object, subpath = ".", conditions: readonly string[] = ["node", "import", "default"]) =>
  packageEntry("/p", fields as Record<string, unknown>, subpath, conditions, files);

describe("the entry of a package", () => {
  it.each([
    ["its index", {}, /index\.js$/],
    ["its main", { main: "./lib/main.cjs" }, /main\.cjs$/],
    ["its main without an extension", { main: "lib/main" }, /main\.cjs$/],
    ["the index in its main", { main: "lib" }, /lib.index\.js$/],
    ["its exports, before its main", { exports: "./esm.js", main: "./lib" }, /esm\.js$/],
    ["the first condition that holds", { exports: { require: "./index.js", import: "./esm.js" } }, /esm\.js$/],
    ["a condition in a condition", { exports: { ".": { node: { import: "./esm.js" } } } }, /esm\.js$/],
    ["the first of a list that can be used", { exports: { ".": [{ browser: "./b.js" }, "./esm.js"] } }, /esm\.js$/],
  ])("is %s", async (_, fields, expected) => {
    expect(await entry(fields)).toMatch(expected);
  });

  it.each([
    ["it exports only for others", { exports: { require: "./index.js" } }],
    ["it does not export itself", { exports: { "./extra": "./esm.js" } }],
    ["it exports a file that is not there", { exports: "./gone.js" }],
    ["it exports a file outside of it", { exports: "./../outside.js" }],
    ["it exports a file of a dependency", { exports: "./node_modules/x/index.js" }],
    ["its main is outside of it", { main: "../outside.js" }],
  ])("is nothing where %s", async (_, fields) => {
    expect(await entry(fields)).toBeUndefined();
  });

  it("goes by the conditions of the process first", async () => {
    const exports = { "my-source": "./source.ts", default: "./index.js" };
    expect(await entry({ exports }, ".", ["my-source", "default"])).toMatch(/source\.ts$/);
    expect(await entry({ exports })).toMatch(/index\.js$/);
    expect(processConditions(["--conditions=a", "-C", "b", "--conditions", "c", "--import", "x"], "-C=d")).toEqual([
      ...["a", "b", "c", "d"],
      ...["node", "import", "module-sync", "default"],
    ]);
  });
});
