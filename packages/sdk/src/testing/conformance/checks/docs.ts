import type { Check, Finding } from "../check.ts";
import { readText, toPath } from "../read-text.ts";
import { settingsJsonSchema } from "./settings.ts";

type Json = Readonly<Record<string, unknown>>;

/** The names of all settings, deep ones included. */
function namesIn(schema: unknown): readonly string[] {
  if (typeof schema !== "object" || schema === null) return [];
  const { properties } = schema as Json;
  const own = typeof properties === "object" && properties !== null ? Object.keys(properties) : [];
  return [...own, ...Object.values(schema).flatMap(namesIn)];
}

/** Whoever installs it can read what to set. */
export const docsCheck: Check = {
  id: "docs",
  level: "gold",
  title: "has a page that names every setting",
  async run({ driver, fixture }): Promise<Finding> {
    if (fixture.docs === undefined) return "the fixture has no `docs`: the path of the page about its settings";
    const page = await readText(fixture.docs);
    if ("problem" in page) return page.problem;
    if (!page.text.includes(driver.id)) return `${toPath(fixture.docs)} does not name the driver "${driver.id}"`;
    const missing = [...new Set(namesIn(settingsJsonSchema(driver)))].filter(
      (name) => !page.text.includes(`\`${name}\``),
    );
    return missing.length === 0
      ? undefined
      : `${toPath(fixture.docs)} does not explain ${missing.map((name) => `\`${name}\``).join(", ")}`;
  },
};
