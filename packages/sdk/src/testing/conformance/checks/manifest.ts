import { toAisleError } from "../../../errors/normalise.ts";
import { readPluginManifest } from "../../../plugins/index.ts";
import type { Check, Finding } from "../check.ts";
import { readText, toPath } from "../read-text.ts";

/** The static manifest promises what the code keeps. */
export const manifestCheck: Check = {
  id: "manifest",
  level: "bronze",
  title: "has a manifest that is valid and agrees with its code",
  async run({ driver, fixture }): Promise<Finding> {
    if (fixture.manifest === undefined) return "the fixture has no `manifest`: the path of the package.json";
    const file = await readText(fixture.manifest);
    if ("problem" in file) return file.problem;
    let promised: readonly { readonly id: string; readonly kind: string; readonly transport: string }[] | undefined;
    try {
      promised = readPluginManifest(file.text, toPath(fixture.manifest)).manifest?.drivers;
    } catch (thrown) {
      return toAisleError(thrown).message;
    }
    if (promised === undefined) return "the package.json has no drivers under `aisle`";
    const own = promised.find(({ id }) => id === driver.id);
    if (own === undefined) {
      return `the manifest has no driver "${driver.id}", only ${promised.map(({ id }) => `"${id}"`).join(", ")}`;
    }
    for (const key of ["kind", "transport"] as const) {
      if (own[key] !== driver[key]) return `its ${key} is ${own[key]} in the manifest and ${driver[key]} in the code`;
    }
    return undefined;
  },
};
