import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { PluginFiles } from "../files/plugin-files.ts";
import { nameAndVersion } from "../finding/name-and-version.ts";
import { sdkVersion } from "./sdk-version.ts";

/** What plugins are measured against. */
export interface PluginHost {
  readonly sdkVersion: string;
  /** Real path of the SDK's own package; `undefined` where it was bundled into the host. */
  readonly sdkFolder: string | undefined;
  /** As in `process.platform`. */
  readonly platform: string;
  /** As in `process.arch`. */
  readonly arch: string;
  /** As in `process.version`. */
  readonly node: string;
}

/** This process. */
export async function thisHost(files: PluginFiles): Promise<PluginHost> {
  const { platform, arch, version: node } = process;
  return { sdkVersion, sdkFolder: await ownFolder(files), platform, arch, node };
}

async function ownFolder(files: PluginFiles): Promise<string | undefined> {
  try {
    let folder = dirname(fileURLToPath(import.meta.url));
    while (folder !== dirname(folder)) {
      const text = await files.readFile(join(folder, "package.json"));
      if (text !== undefined)
        return nameAndVersion(text).name === "@aisle/sdk" ? await files.realPath(folder) : undefined;
      folder = dirname(folder);
    }
  } catch {
    // A bundle that is no file, or folders that nobody may read: then copies are told by their versions alone.
  }
  return undefined;
}
