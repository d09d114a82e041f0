import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { errorCodes } from "@aisle/sdk";
import { expect, it } from "vitest";
import { serialErrorCodes } from "./error-codes.ts";

const sources = readdirSync(import.meta.dirname, { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts") && !name.endsWith("error-codes.ts"))
  .map((name) => readFileSync(join(import.meta.dirname, name), "utf8"));

it("every code that the package raises is in its list or the sdk's, and none is in both or never raised", () => {
  const raised = new Set(
    sources.flatMap((text) =>
      [...text.matchAll(/(?:AisleError\(|code:)\s*"([a-z]+(?:-[a-z]+)*)"/g)].map(([, code]) => code!),
    ),
  );
  const known = { ...errorCodes, ...serialErrorCodes };
  // A status reason of the sdk and no code of an error.
  raised.delete("protocol-noise");
  raised.delete("hardware-fault");
  // What zod calls a complaint of our own about settings.
  raised.delete("custom");
  expect([...raised].filter((code) => !(code in known))).toEqual([]);
  for (const code of Object.keys(serialErrorCodes)) {
    expect([code, raised.has(code), code in errorCodes]).toEqual([code, true, false]);
  }
});
