import { describe, expect, it } from "vitest";
import type { DriverChoice } from "../../settings/store-settings.ts";
import { MemoryFiles } from "../files/memory-files.fixture.ts";
import { manifest, packageJson } from "../samples.fixture.ts";
import { discoverPlugins } from "./discover-plugins.ts";

const code = "throw new Error('run');";
const conditions = ["import", "default"];

describe("finding the plugins that a host depends on", () => {
  const host = (dependencies: object) => ({ "/app/package.json": { name: "app", ...dependencies } });

  it("takes those with a manifest, of every kind of dependency, sorted, and runs nothing", async () => {
    const files = new MemoryFiles({
      ...host({
        dependencies: { zeta: "1", left: "1" },
        devDependencies: { "@acme/x": "1" },
        optionalDependencies: { away: "1" },
      }),
      "/app/node_modules/zeta/package.json": packageJson("zeta"),
      "/app/node_modules/zeta/index.js": code,
      "/app/node_modules/left/package.json": { name: "left" },
      "/app/node_modules/@acme/x/package.json": packageJson("@acme/x"),
      "/app/node_modules/of-somebody-else/package.json": packageJson("of-somebody-else"),
    });
    const found = await discoverPlugins({ from: "/app" }, { files, conditions });
    expect(found).toMatchObject([
      { name: "@acme/x", folder: "/app/node_modules/@acme/x", entry: undefined, manifest: manifest() },
      { name: "zeta", version: "1.2.3", folder: "/app/node_modules/zeta", manifest: manifest() },
    ]);
    expect(found[1]).toHaveProperty("entry", expect.stringMatching(/zeta[\\/]index\.js$/));
    expect(files.imported).toEqual([]);
  });

  it("finds them in the folders above, and behind the links of pnpm", async () => {
    const store = "/repo/node_modules/.pnpm/x@1/node_modules/x";
    const files = new MemoryFiles(
      {
        "/repo/apps/till/package.json": { dependencies: { x: "1", hoisted: "1" } },
        [`${store}/package.json`]: packageJson("x"),
        "/repo/node_modules/hoisted/package.json": packageJson("hoisted"),
      },
      {},
      { "/repo/apps/till/node_modules/x": store },
    );
    const found = await discoverPlugins({ from: "/repo/apps/till" }, { files });
    expect(found.map(({ folder }) => folder)).toEqual(["/repo/node_modules/hoisted", store]);
  });

  it("takes all that is installed, scopes too, where there is no package.json", async () => {
    const files = new MemoryFiles({
      "/app/node_modules/a/package.json": packageJson("a"),
      "/app/node_modules/@s/b/package.json": packageJson("@s/b"),
      "/app/node_modules/.bin/c/package.json": packageJson("c"),
    });
    expect((await discoverPlugins({ from: "/app" }, { files })).map(({ name }) => name)).toEqual(["@s/b", "a"]);
  });

  it("tells of a broken manifest, and goes on", async () => {
    const files = new MemoryFiles({
      ...host({ dependencies: { bad: "1", good: "1", worse: "1" } }),
      "/app/node_modules/bad/package.json": packageJson("bad", { manifest: 1 }),
      "/app/node_modules/worse/package.json": "{",
      "/app/node_modules/good/package.json": packageJson("good"),
    });
    const found = await discoverPlugins({ from: "/app" }, { files });
    expect(found.map(({ name, problem }) => [name, problem?.code])).toEqual([
      ["bad", "plugin-manifest-invalid"],
      ["good", undefined],
      ["worse", "plugin-manifest-invalid"],
    ]);
  });
});

/** A disk of which nobody may read some part. */
class Locked extends MemoryFiles {
  override readFile(path: string): Promise<Uint8Array | undefined> {
    if (path.includes("locked")) return Promise.reject(Object.assign(new Error("EACCES"), { code: "EACCES" }));
    return super.readFile(path);
  }
}

describe("finding plugins in a folder", () => {
  it("takes each folder in it, and those in scopes, and tells of what is no plugin", async () => {
    const files = new MemoryFiles({
      "/plugins/good/package.json": packageJson("good-driver"),
      "/plugins/@acme/x/package.json": packageJson("@acme/x"),
      "/plugins/plain/package.json": { name: "plain" },
      "/plugins/empty/readme.txt": "",
      "/plugins/readme.txt": "",
      "/plugins/node_modules/rxjs/package.json": { name: "rxjs" },
      "/plugins/.cache/x/package.json": packageJson("x"),
    });
    const found = await discoverPlugins({ folder: "/plugins" }, { files });
    expect(found.map(({ name, problem }) => [name, problem?.message])).toEqual([
      ["@acme/x", undefined],
      ["empty", expect.stringContaining("has no package.json")],
      ["good-driver", undefined],
      ["plain", expect.stringContaining("says nothing under `aisle`")],
    ]);
  });

  it("refuses a folder that is not there", async () => {
    const files = new MemoryFiles({});
    await expect(discoverPlugins({ folder: "/plugins" }, { files })).rejects.toMatchObject({
      code: "plugin-folder-missing",
    });
  });

  it("tells of a package that cannot be read, and goes on", async () => {
    const files = new Locked({
      "/plugins/locked/package.json": packageJson("locked"),
      "/plugins/open/package.json": packageJson("open"),
    });
    const codes = ["permission-denied", undefined];
    expect((await discoverPlugins({ folder: "/plugins" }, { files })).map(({ problem }) => problem?.code)).toEqual(
      codes,
    );
    const dependent = new Locked({
      "/app/package.json": { dependencies: { locked: "1", open: "1" } },
      "/app/node_modules/open/package.json": packageJson("open"),
    });
    expect((await discoverPlugins({ from: "/app" }, { files: dependent })).map(({ problem }) => problem?.code)).toEqual(
      codes,
    );
  });
});

describe("finding plugins by name", () => {
  const files = new MemoryFiles({
    "/app/node_modules/@acme/x/package.json": packageJson("@acme/x"),
    "/app/node_modules/plain/package.json": { name: "plain", exports: { ".": "./a.js", "./extra": "./b.js" } },
    "/app/node_modules/plain/a.js": code,
    "/app/node_modules/plain/b.js": code,
    "/app/own.js": code,
    "/app/drivers/mine/package.json": packageJson("mine"),
    "/app/drivers/other.js": code,
  });
  const named = async (choice: DriverChoice) => {
    const [found] = await discoverPlugins({ named: [choice], from: "/app" }, { files, conditions });
    return found;
  };

  it.each([
    ["a package", "@acme/x", { name: "@acme/x", manifest: manifest() }],
    ["a package without a manifest", "plain", { name: "plain", entry: expect.stringMatching(/a\.js$/) }],
    ["an entry of one", "plain/extra", { name: "plain/extra", entry: expect.stringMatching(/b\.js$/) }],
    ["a file", "./own.js", { name: "./own.js", folder: "/app", entry: "/app/own.js" }],
    ["a folder with a package", "./drivers/mine", { name: "mine", manifest: manifest() }],
  ])("takes %s", async (_, name, expected) => {
    expect(await named(name)).toMatchObject(expected);
  });

  it("keeps what the host wants of it", async () => {
    const integrity = `sha512-${"A".repeat(86)}==`;
    expect(await named({ package: "@acme/x", integrity, isolation: "process" })).toMatchObject({
      integrity,
      isolation: "process",
    });
  });

  it.each([
    ["a package that is not installed", "gone", /no such package is installed for .*app/, /npm install gone/],
    ["a file that is not there", "./gone.js", /there is no .*gone\.js/, /path/],
    ["a folder without a package", "./drivers", /has no package\.json/, /Name a file/],
    ["an entry that is not exported", "plain/secret", /exports no \.\/secret/, /exports/],
    ["an entry of a package with a manifest", "@acme/x/y", /has a manifest/, /Name @acme\/x alone/],
    ["no name at all", "@", /no name of a package/, /\.\//],
    ["a way out of node_modules", "..evil/x", /no name of a package/, /\.\//],
  ])("tells of %s", async (_, name, message, remedy) => {
    const found = await named(name);
    expect(found?.problem?.code).toBe("module-missing");
    expect(found?.problem?.message).toMatch(message);
    expect(found?.problem?.remedy).toMatch(remedy);
  });

  it("does not pin a single file", async () => {
    const found = await named({ package: "./own.js", integrity: `sha512-${"A".repeat(86)}==` });
    expect(found?.problem?.code).toBe("plugin-integrity");
  });
});
