import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { findStorePlugins, ownPlugins } from "./own-plugins.ts";

let folder: string;
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), "aisle-own-")));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe("finding the plugins of a store", () => {
  it("takes the command line's own driver packages where none is installed beside the store, pinned or not", async () => {
    const integrity = `sha512-${"A".repeat(86)}==`;
    const found = await findStorePlugins([...ownPlugins, { package: "@aisle/drivers-hid", integrity }], folder);
    expect(found.map(({ name, problem }) => [name, problem])).toEqual(
      [...ownPlugins, "@aisle/drivers-hid"].map((name) => [name, undefined]),
    );
    expect(found.at(-1)).toMatchObject({ integrity });
  });

  it("takes what is installed beside the store first, and looks for nobody else's packages", async () => {
    const own = join(folder, "node_modules/@aisle/drivers-hid");
    mkdirSync(own, { recursive: true });
    writeFileSync(join(own, "package.json"), '{"name":"@aisle/drivers-hid","main":"x.js"}');
    writeFileSync(join(own, "x.js"), "");
    const [hid, fusion] = await findStorePlugins(["@aisle/drivers-hid", "@aisle/fusion"], folder);
    expect(hid?.folder).toBe(own);
    expect(fusion?.problem?.code).toBe("module-missing");
  });
});
