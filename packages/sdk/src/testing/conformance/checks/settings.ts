import { driverProblem } from "../../../drivers/check-driver.ts";
import type { AnyDriver } from "../../../drivers/define-driver.ts";
import { checkSettings } from "../../../drivers/settings-check.ts";
import { show } from "../../../errors/show.ts";
import type { Check, Finding, Subject } from "../check.ts";

type Json = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The JSON Schema of a driver's settings, or `undefined` where the schema gives none. */
export function settingsJsonSchema(driver: AnyDriver): Json | undefined {
  try {
    return driver.settings["~standard"].jsonSchema?.input({ target: "draft-2020-12" });
  } catch {
    return undefined;
  }
}

/** Settings that are right are taken, others are refused. */
export const settingsCheck: Check = {
  id: "settings",
  level: "bronze",
  title: "takes valid settings, refuses others and unknown keys, and describes them as JSON Schema",
  async run({ driver, fixture }: Subject): Promise<Finding> {
    const problem = driverProblem(driver);
    if (problem !== undefined) return problem;
    const refusal = async (settings: unknown): Promise<string | undefined> =>
      checkSettings(driver.settings, settings, "the fixture").then(
        () => undefined,
        (thrown: unknown) => (thrown instanceof Error ? thrown.message : String(thrown)),
      );
    const refused = await refusal(fixture.settings);
    if (refused !== undefined) return `the fixture's own settings were refused: ${refused}`;
    const mistyped = { ...(isObject(fixture.settings) ? fixture.settings : {}), "no-such-setting": 1 };
    if ((await refusal(mistyped)) === undefined) return "a key that does not exist was taken; use z.strictObject";
    for (const settings of fixture.invalidSettings ?? []) {
      if ((await refusal(settings)) === undefined)
        return `settings that should be refused were taken: ${show(settings)}`;
    }
    const schema = settingsJsonSchema(driver);
    if (schema === undefined) return "its settings give no JSON Schema; zod 4 does by itself";
    return schema["type"] === "object" ? undefined : "the JSON Schema of its settings is not of an object";
  },
};
