import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";

it("only the vitest door of the testing kit imports vitest, so the fakes need none", () => {
  const importing = readdirSync(import.meta.dirname, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"))
    .filter((name) => readFileSync(join(import.meta.dirname, name), "utf8").includes('from "vitest'));
  expect(importing).toEqual([join("vitest", "describe-conformance.ts")]);
  const door = readFileSync(join(import.meta.dirname, "index.ts"), "utf8");
  expect(door).not.toContain("./vitest");
});
