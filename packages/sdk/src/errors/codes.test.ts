import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { errorCodes } from "./codes.ts";

const root = join(import.meta.dirname, "..");
const sources = readdirSync(root, { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts") && !name.endsWith("codes.ts"))
  .map((name) => readFileSync(join(root, name), "utf8").replaceAll(/\/\*\*[\s\S]*?\*\//g, ""));

describe("the list of error codes", () => {
  it("has every code that the sdk raises", () => {
    const raised = sources.flatMap((text) => [
      ...text.matchAll(/(?:new \w+Error|#error|giveUp|transport|refusal)\(\s*"([a-z]+(?:-[a-z]+)*)",/g),
    ]);
    expect(raised.length).toBeGreaterThan(20);
    expect(raised.map((match) => match[1]).filter((code) => code === undefined || !(code in errorCodes))).toEqual([]);
  });

  it("has none that the sdk does not raise, each with a sentence", () => {
    for (const [code, meaning] of Object.entries(errorCodes)) {
      expect(
        sources.some((text) => text.includes(`"${code}"`)),
        code,
      ).toBe(true);
      expect(meaning).toMatch(/^[A-Z].*\.$/);
    }
  });
});
