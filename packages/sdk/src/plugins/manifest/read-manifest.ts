import semver from "semver";
import { checkShape, ProblemList } from "../../settings/check-shape.ts";
import { readDocument } from "../../settings/document.ts";
import { DocumentError } from "../../settings/document-error.ts";
import { type PluginManifest, pluginManifest } from "./manifest.ts";

/** What is read of a `package.json`. */
export interface PackageFacts {
  readonly name: string | undefined;
  readonly version: string | undefined;
  /** The whole of it. */
  readonly fields: Readonly<Record<string, unknown>>;
  /** The manifest under `aisle`; `undefined` for a package that is no plugin. */
  readonly manifest: PluginManifest | undefined;
}

const code = "plugin-manifest-invalid";

/**
 * Reads the text of a `package.json` and the manifest under `aisle`, without running anything.
 *
 * @param file its path, for messages
 * @throws DocumentError `plugin-manifest-invalid` with line, path, what was expected and the nearest valid key
 */
export function readPluginManifest(text: string, file: string): PackageFacts {
  const { value, locate } = readDocument(text.replace(/^\uFEFF/, ""), file, code);
  if (!isRecord(value)) throw new DocumentError(code, file, [{ path: [], expected: "an object", got: typeof value }]);
  const { name, version, aisle } = value;
  const list = new ProblemList(locate, ["aisle"]);
  const manifest = aisle === undefined ? undefined : checkShape(pluginManifest, aisle, list);
  if (manifest !== undefined) crossCheck(manifest, list);
  if (list.problems.length > 0) throw new DocumentError(code, file, list.problems);
  return {
    name: typeof name === "string" && name !== "" ? name : undefined,
    version: typeof version === "string" && version !== "" ? version : undefined,
    fields: value,
    manifest,
  };
}

function crossCheck({ sdk, drivers = [], transports = [] }: PluginManifest, list: ProblemList): void {
  if (semver.validRange(sdk) === null) {
    list.add(["sdk"], 'a range of versions of @aisle/sdk, such as "0.x"', `"${sdk}"`);
  }
  if (drivers.length + transports.length === 0) list.add(["drivers"], "at least one driver or transport", "none");
  const sets = [
    ["drivers", "id", drivers.map(({ id }) => id)],
    ["transports", "transport", transports.map(({ transport }) => transport)],
  ] as const;
  for (const [key, field, names] of sets) {
    names.forEach((name, i) => {
      if (names.indexOf(name) !== i) list.add([key, i, field], "a name that no other has", `"${name}" again`);
    });
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
