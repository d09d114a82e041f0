import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { consoleErrorCodes } from "@aisle/console";
import { hidErrorCodes } from "@aisle/drivers-hid";
import { mockErrorCodes } from "@aisle/drivers-mock";
import { modbusErrorCodes } from "@aisle/drivers-modbus";
import { onvifErrorCodes } from "@aisle/drivers-onvif";
import { serialErrorCodes } from "@aisle/drivers-serial";
import { fusionErrorCodes } from "@aisle/fusion";
import { errorCodes, reasonCodes } from "@aisle/sdk";
import { describe, expect, it } from "vitest";
import { cliErrorCodes } from "../src/index.ts";
import { errorsPage } from "./errors-page.ts";

const packages = join(import.meta.dirname, "../..");

/** The codes that each package raises beside those of the packages below it, by the folder of its sources. */
const own: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  sdk: errorCodes,
  console: consoleErrorCodes,
  "drivers-hid": hidErrorCodes,
  "drivers-mock": mockErrorCodes,
  "drivers-modbus": modbusErrorCodes,
  "drivers-onvif": onvifErrorCodes,
  "drivers-serial": serialErrorCodes,
  fusion: fusionErrorCodes,
  cli: cliErrorCodes,
};
const folders = readdirSync(packages, { withFileTypes: true }).filter((entry) => entry.isDirectory());

/** The sources of a package without comments, tests and templates. */
function sourcesOf(folder: string): string {
  const root = join(packages, folder, "src");
  return readdirSync(root, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts") && !/(?:^|[-/\\])codes\.ts$/.test(name))
    .map((name) => readFileSync(join(root, name), "utf8").replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, ""))
    .join("\n");
}

describe("the codes of errors", () => {
  it.each(folders.map(({ name }) => name))("of %s are all listed, with what they mean", (folder) => {
    const known = {
      ...own[folder],
      ...(folder === "cli" ? { ...mockErrorCodes, ...fusionErrorCodes } : {}),
      ...errorCodes,
    };
    const raised = [...sourcesOf(folder).matchAll(/new \w*Error\(\s*"([^"\s]+)",/g)].map(([, code]) => code!);
    const unlisted = raised.filter((code) => !(code in known) && !(reasonCodes as readonly string[]).includes(code));
    expect([...new Set(unlisted)], "list them in the package's error-codes.ts (errors/codes.ts in the sdk)").toEqual(
      [],
    );
  });

  it.each(Object.entries(own))("of %s are all raised somewhere", (folder, codes) => {
    const sources = sourcesOf(folder);
    const unused = Object.keys(codes).filter((code) => !sources.includes(`"${code}"`));
    expect(unused, "take them out of the list").toEqual([]);
    for (const meaning of Object.values(codes)) expect(meaning).toMatch(/^[A-Z].*\.$/);
  });

  it("have one meaning each over all packages", () => {
    const meanings = new Map<string, string>();
    for (const [code, meaning] of Object.values(own).flatMap((codes) => Object.entries(codes))) {
      expect(meanings.get(code) ?? meaning, code).toBe(meaning);
      meanings.set(code, meaning);
    }
  });

  it("are documented on one page; write it anew with `npm test -- error-codes -u`", async () => {
    const page = errorsPage([
      ["@aisle/sdk", errorCodes],
      ["@aisle/drivers-hid", hidErrorCodes],
      ["@aisle/drivers-mock", mockErrorCodes],
      ["@aisle/drivers-modbus", modbusErrorCodes],
      ["@aisle/drivers-onvif", onvifErrorCodes],
      ["@aisle/drivers-serial", serialErrorCodes],
      ["@aisle/fusion", fusionErrorCodes],
      ["@aisle/console", consoleErrorCodes],
      ["aisle", cliErrorCodes],
    ]);
    await expect(page).toMatchFileSnapshot("../../sdk/docs/errors.md");
  });
});
