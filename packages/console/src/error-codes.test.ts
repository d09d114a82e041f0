import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fusionErrorCodes } from "@aisle/fusion";
import { errorCodes } from "@aisle/sdk";
import { expect, it } from "vitest";
import { consoleErrorCodes } from "./error-codes.ts";

const sources = readdirSync(import.meta.dirname, { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts") && !name.endsWith("error-codes.ts"))
  .map((name) => readFileSync(join(import.meta.dirname, name), "utf8"))
  .join("\n");

it("every code that the package raises is in its list or one below it, and none of its own is never raised", () => {
  const raised = new Set([...sources.matchAll(/new \w*Error\(\s*"([^"\s]+)",/g)].map(([, code]) => code!));
  const known = { ...errorCodes, ...fusionErrorCodes, ...consoleErrorCodes };
  expect([...raised].filter((code) => !(code in known))).toEqual([]);
  const unused = Object.keys(consoleErrorCodes).filter((code) => !sources.includes(`"${code}"`));
  expect(unused).toEqual([]);
  expect(Object.keys(consoleErrorCodes).filter((code) => code in errorCodes)).toEqual([]);
});
