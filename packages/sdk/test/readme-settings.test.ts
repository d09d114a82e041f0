import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { readStoreSettings } from "@aisle/sdk/store";
import { expect, it } from "vitest";

const readme = readFileSync(join(import.meta.dirname, "../README.md"), "utf8");

it("the store.yaml of the README can be read, and its schema is where it says", () => {
  const [, yaml = ""] = /```yaml\n(# yaml-language-server[\s\S]*?)```/.exec(readme) ?? [];
  const env = { SCANNER_HOST: "10.0.0.9", SCANNER_PORT: "4001" };
  const settings = readStoreSettings(yaml, { file: "store.yaml", env, secretFile: () => "battery staple" });
  expect(settings.devices[0]).toMatchObject({ transport: { host: "10.0.0.9", port: 4001 } });
  expect(JSON.stringify(settings)).not.toContain("battery staple");
  expect(settings.warnings).toEqual([]);
  const [, schema = ""] = /\$schema=\.\/node_modules\/@aisle\/sdk\/(\S+)/.exec(yaml) ?? [];
  expect(existsSync(join(import.meta.dirname, "..", schema))).toBe(true);
  const manifest = readFileSync(join(import.meta.dirname, "../package.json"), "utf8");
  expect(JSON.parse(manifest)).toMatchObject({ exports: { [`./${schema}`]: `./${schema}` } });
});

it("the README names every page of docs that it sends to", () => {
  expect(readme).toContain("(docs/errors.md)");
  expect(existsSync(join(import.meta.dirname, "../docs/errors.md"))).toBe(true);
});
