import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { MemoryFiles } from "../files/memory-files.fixture.ts";
import { isIntegrity, pluginIntegrity } from "./integrity.ts";

const texts = { "/p/package.json": "{}", "/p/dist/a.js": "a", "/p/dist/b.js": "b", "/p/Ä.txt": "" };
const pin = (changed: Readonly<Record<string, string>>, links = {}) =>
  pluginIntegrity("/p", new MemoryFiles({ ...texts, ...changed }, {}, links));

describe("the pin of a package", () => {
  it("is the hash of the lines that sha512sum prints, sorted by path", async () => {
    const sum = (text: string) => createHash("sha512").update(text).digest("hex");
    const lines = `${sum("a")}  dist/a.js\n${sum("b")}  dist/b.js\n${sum("{}")}  package.json\n${sum("")}  Ä.txt\n`;
    expect(await pin({})).toBe(`sha512-${createHash("sha512").update(lines).digest("base64")}`);
    expect(isIntegrity(await pin({}))).toBe(true);
  });

  it("changes with a byte, a name, a file more; not with what is installed for the package", async () => {
    const all = await Promise.all([
      pin({}),
      pin({ "/p/dist/a.js": "A" }),
      pin({ "/p/dist/c.js": "" }),
      pin({ "/p/dist/node_modules/x/index.js": "" }),
    ]);
    expect(new Set(all).size).toBe(4);
    expect(await pin({ "/p/node_modules/x/index.js": "" })).toBe(all[0]);
  });

  it("does not depend on the order in which a disk lists its files", async () => {
    const backwards = Object.fromEntries(Object.entries(texts).reverse());
    expect(await pluginIntegrity("/p", new MemoryFiles(backwards))).toBe(await pin({}));
  });

  it("is refused for links, for names that not every system has, and for nothing", async () => {
    await expect(pin({}, { "/p/dist/link.js": "/p/dist/a.js" })).rejects.toMatchObject({
      code: "plugin-integrity",
      message: expect.stringContaining("dist/link.js is a link"),
    });
    await expect(pin({ "/p/a\nb": "" })).rejects.toMatchObject({ message: expect.stringContaining('"a\\nb"') });
    await expect(pluginIntegrity("/gone", new MemoryFiles({}))).rejects.toMatchObject({ code: "plugin-integrity" });
  });

  it("is told from other text", () => {
    expect(isIntegrity("sha512-abc=")).toBe(false);
    expect(isIntegrity(`sha256-${"A".repeat(86)}==`)).toBe(false);
  });
});
