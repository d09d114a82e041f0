import { basename, dirname, join } from "node:path";
import type { PluginFiles } from "../files/plugin-files.ts";

/** A package that was found under a `node_modules`. */
export interface InstalledPackage {
  /** As it was found, links not followed. */
  readonly folder: string;
  readonly packageJson: Uint8Array;
}

/**
 * The package that an import of `name` by code in `from` gets: looked for in `node_modules` there and in every folder
 * above, as Node does.
 */
export async function findInstalled(
  name: string,
  from: string,
  files: PluginFiles,
): Promise<InstalledPackage | undefined> {
  for (let folder = from; ; folder = dirname(folder)) {
    if (basename(folder) !== "node_modules") {
      const found = join(folder, "node_modules", ...name.split("/"));
      const packageJson = await files.readFile(join(found, "package.json"));
      if (packageJson !== undefined) return { folder: found, packageJson };
    }
    if (dirname(folder) === folder) return undefined;
  }
}
