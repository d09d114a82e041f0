import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { difficultySettings, simulationSettings } from "../src/index.ts";

const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");
const defaults = { ...simulationSettings.parse({}), ...difficultySettings.parse({}) };

describe("the README", () => {
  it.each(Object.entries(defaults).filter(([name]) => name !== "difficulty"))(
    "tells the simulation's setting `%s` and its default",
    (name, value) => {
      expect(readme).toContain(`| \`${name}\` | ${JSON.stringify(value)} |`);
    },
  );
});
