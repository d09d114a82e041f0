import { dirname } from "node:path";
import semver from "semver";
import { AisleError } from "../../errors/aisle-error.ts";
import type { PluginFiles } from "../files/plugin-files.ts";
import type { FoundPlugin } from "../finding/candidate.ts";
import { findInstalled } from "../finding/find-installed.ts";
import { nameAndVersion } from "../finding/name-and-version.ts";
import type { PluginHost } from "./plugin-host.ts";

/**
 * Whether the host's SDK is one that the plugin's manifest asks for.
 * @throws AisleError `sdk-incompatible`
 */
export function checkSdkRange({ name, manifest }: FoundPlugin, { sdkVersion }: PluginHost): void {
  if (manifest === undefined || semver.satisfies(sdkVersion, manifest.sdk, { includePrerelease: true })) return;
  const outdated = semver.gtr(sdkVersion, manifest.sdk);
  throw new AisleError("sdk-incompatible", `${name} works with @aisle/sdk ${manifest.sdk}; this is ${sdkVersion}.`, {
    category: "settings",
    remedy: outdated
      ? `Install a newer ${name} that works with @aisle/sdk ${sdkVersion}: npm install ${name}@latest.`
      : `Update @aisle/sdk to ${manifest.sdk}, or install an older ${name}.`,
  });
}

/**
 * Looks for a copy of the SDK of the plugin's own. Gives a warning (`plugin-sdk-duplicate`) where the two get along.
 * @throws AisleError `sdk-incompatible` where they are of versions that do not
 */
export async function checkSdkCopy(
  { name, folder }: FoundPlugin,
  { sdkVersion, sdkFolder }: PluginHost,
  files: PluginFiles,
): Promise<AisleError | undefined> {
  const copy = await findInstalled("@aisle/sdk", folder, files);
  if (copy === undefined) return undefined;
  const itsFolder = (await files.realPath(copy.folder)) ?? copy.folder;
  if (itsFolder === sdkFolder) return undefined;
  const { version = "0.0.0" } = nameAndVersion(copy.packageJson);
  const remedy = `Its maker should declare @aisle/sdk under peerDependencies; on this host, npm dedupe may help (${dirname(dirname(itsFolder))}).`;
  const message = `${name} brings a copy of @aisle/sdk ${version} of its own, beside the host's ${sdkVersion}`;
  if (!getAlong(version, sdkVersion)) {
    throw new AisleError("sdk-incompatible", `${message}; the two do not get along.`, { category: "settings", remedy });
  }
  return new AisleError("plugin-sdk-duplicate", `${message}.`, { category: "settings", remedy });
}

/** As npm's caret has it: the same major version, and while that is 0, the same minor. */
function getAlong(a: string, b: string): boolean {
  const options = { includePrerelease: true };
  return (
    semver.valid(a) !== null &&
    (semver.satisfies(a, `^${b}`, options) || (semver.valid(b) !== null && semver.satisfies(b, `^${a}`, options)))
  );
}
