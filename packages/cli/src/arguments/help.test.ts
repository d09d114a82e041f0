import { describe, expect, it } from "vitest";
import { commandNames, commandSpecs } from "./command-spec.ts";
import { helpText } from "./help.ts";

describe("the help", () => {
  it("names every command", () => {
    for (const name of commandNames) expect(helpText()).toContain(`  ${name} `);
  });

  it.each(commandNames)("of %s names every option, every exit code and fits a terminal of 100 columns", (name) => {
    const text = helpText(name);
    for (const option of Object.keys(commandSpecs[name].options)) expect(text).toContain(`--${option}`);
    for (const code of ["0 ", "1 ", "2 ", "130 "]) expect(text).toMatch(new RegExp(`^  ${code}`, "m"));
    for (const line of text.split("\n")) expect(line.length).toBeLessThanOrEqual(100);
  });

  it("shows what replay cannot do without", () => {
    expect(helpText("replay")).toContain("Usage: aisle replay SCENE --receipts FILE [options]");
    expect(helpText("replay")).toContain("       aisle replay SCENE --watch [--page WHERE]");
    expect(helpText("run")).toContain("Usage: aisle run [store.yaml] [options]");
  });
});
