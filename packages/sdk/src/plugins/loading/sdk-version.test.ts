import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { sdkVersion } from "./sdk-version.ts";

it("the version in the code is the one in the package.json", () => {
  const manifest = readFileSync(join(import.meta.dirname, "../../../package.json"), "utf8");
  expect(manifest).toContain(`"version": "${sdkVersion}"`);
});
