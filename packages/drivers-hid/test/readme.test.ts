import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { hidErrorCodes, scannerProfiles, udevRule } from "../src/index.ts";
import { hidSettings } from "../src/transport/settings.ts";

const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");

describe("the README", () => {
  it.each(Object.keys({ ...hidErrorCodes, ...scannerProfiles, ...hidSettings.shape }))("explains `%s`", (name) => {
    expect(readme).toContain(`\`${name}\``);
  });

  it("shows the udev rule as it is", () => {
    expect(readme).toContain(udevRule({ vendorId: 0x0c2e, productId: 0x0b87 }));
  });
});
