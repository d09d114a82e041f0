import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { serveTest } from "../testing/served.ts";
import { builtPageFolder } from "./page-files.ts";

const folder = mkdtempSync(join(tmpdir(), "aisle-page-"));
const pageFolder = join(folder, "web");

beforeAll(() => {
  mkdirSync(join(pageFolder, "assets"), { recursive: true });
  writeFileSync(join(folder, "secret.json"), "{}");
  writeFileSync(join(pageFolder, "index.html"), "<!doctype html><title>Aisle</title>");
  writeFileSync(join(pageFolder, "icon.svg"), "<svg/>");
  writeFileSync(join(pageFolder, ".hidden.json"), "{}");
  writeFileSync(join(pageFolder, "assets", "index-Ab3_-9xY.js"), `export const x = "${"x".repeat(20_000)}";`);
});

afterAll(() => rmSync(folder, { recursive: true }));

it("the page comes with a policy that lets it speak to its own server only", async () => {
  await using served = await serveTest({ pageFolder });
  for (const path of ["/", "/index.html", "/?t=1#x"]) {
    const { status, headers, bytes } = await served.ask(path);
    expect(status).toBe(200);
    expect(bytes.toString()).toContain("<title>Aisle</title>");
    expect(headers).toMatchObject({
      "content-type": "text/html; charset=utf-8",
      "cache-control": "no-cache",
      "x-content-type-options": "nosniff",
      "referrer-policy": "no-referrer",
    });
    expect(headers["content-security-policy"]).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' blob:; " +
        "manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    );
    expect(headers["permissions-policy"]).toContain("camera=()");
    expect(headers["access-control-allow-origin"]).toBeUndefined();
  }
});

it("what the build names after its content may be kept for ever, and goes out gzipped", async () => {
  await using served = await serveTest({ pageFolder });
  const asset = await served.ask("/assets/index-Ab3_-9xY.js", { headers: { "accept-encoding": "gzip" } });
  expect(asset).toMatchObject({
    status: 200,
    headers: {
      "content-type": "text/javascript; charset=utf-8",
      "cache-control": "public, max-age=31536000, immutable",
      "content-encoding": "gzip",
    },
  });
  expect(asset.bytes.length).toBeLessThan(1_000);
  const icon = await served.ask("/icon.svg");
  expect(icon.headers).toMatchObject({ "content-type": "image/svg+xml", "cache-control": "no-cache" });
});

it.each([
  "/../secret.json",
  "/assets/../../secret.json",
  "/%2e%2e/secret.json",
  "/..%2fsecret.json",
  "/assets/..%5c..%5csecret.json",
  "/assets\\..\\..\\secret.json",
  "//secret.json",
  "/.hidden.json",
  "/assets/",
  "/assets",
  "/index.html/",
  "/index.html%00.js",
  "/nothing.js",
])("%s gives nothing", async (path) => {
  await using served = await serveTest({ pageFolder });
  const { status, error } = await served.ask(path);
  expect({ status, code: error.code }).toEqual({ status: 404, code: "console-not-there" });
});

it("a page that was not built says so in plain words, and the wire format works", async () => {
  await using served = await serveTest({ pageFolder: join(folder, "nothing") });
  const { status, headers, bytes } = await served.ask("/");
  expect(status).toBe(503);
  expect(headers["content-type"]).toBe("text/plain; charset=utf-8");
  expect(bytes.toString()).toContain("has not been built");
  expect((await served.ask("/api/v1/hello")).status).toBe(200);
});

it("the built page is looked for in this package", () => {
  expect(builtPageFolder()).toBe(join(import.meta.dirname, "../../../dist/web"));
});
