import { join } from "node:path";
import { AisleError } from "../../errors/aisle-error.ts";
import { toAisleError } from "../../errors/normalise.ts";
import type { PluginFiles } from "../files/plugin-files.ts";
import type { FoundPlugin, PluginCandidate } from "../finding/candidate.ts";
import { isIntegrity, pluginIntegrity } from "./integrity.ts";
import type { PluginHost } from "./plugin-host.ts";
import type { PluginPart, PluginWork } from "./plugin-part.ts";
import { checkSdkCopy, checkSdkRange } from "./sdk-check.ts";

/** All that can be said against a plugin without running it: its pin, its range of the SDK, its platforms. */
export async function checkPlugin(plugin: PluginCandidate, host: PluginHost, files: PluginFiles): Promise<PluginWork> {
  const work: PluginWork = { plugin, parts: [], errors: [], warnings: [] };
  if (plugin.problem !== undefined) return { ...work, refusal: plugin.problem };
  work.parts = promisedParts(plugin, host);
  try {
    await checkIntegrity(plugin, files);
    checkSdkRange(plugin, host);
    const warning = await checkSdkCopy(plugin, host, files);
    if (warning !== undefined) work.warnings.push(warning);
    if (plugin.manifest === undefined) work.warnings.push(withoutManifest(plugin));
  } catch (thrown) {
    work.refusal = toAisleError(thrown);
  }
  return work;
}

function promisedParts({ name, folder, manifest, entry }: FoundPlugin, host: PluginHost): readonly PluginPart[] {
  const { drivers = [], transports = [] } = manifest ?? {};
  const toPart = (promised: { entry?: string | undefined; platforms?: readonly string[] | undefined }) => ({
    module: promised.entry === undefined ? entry : join(folder, promised.entry),
    ...refusedHere(name, promised.platforms, host),
  });
  return [
    ...drivers.map((each) => ({ what: "driver" as const, name: each.id, promise: each, ...toPart(each) })),
    ...transports.map((each) => ({ what: "transport" as const, name: each.transport, ...toPart(each) })),
  ];
}

function refusedHere(
  plugin: string,
  platforms: readonly string[] | undefined,
  { platform, arch }: PluginHost,
): { readonly refusal?: AisleError } {
  if (platforms === undefined || platforms.includes(platform) || platforms.includes(`${platform}-${arch}`)) return {};
  const refusal = new AisleError(
    "plugin-platform",
    `${plugin} does not run here: it is for ${platforms.join(", ")}, and this is ${platform}-${arch}.`,
    { category: "settings", remedy: "Use another driver for the device, or run its host on one of these platforms." },
  );
  return { refusal };
}

async function checkIntegrity({ name, folder, integrity }: FoundPlugin, files: PluginFiles): Promise<void> {
  if (integrity === undefined) return;
  if (!isIntegrity(integrity)) {
    throw new AisleError("plugin-integrity", `The pin of ${name} is no sha512-… of 64 bytes in base64.`, {
      category: "settings",
      remedy: "Write down what pluginIntegrity gives for the package as you trust it.",
    });
  }
  const actual = await pluginIntegrity(folder, files);
  if (actual === integrity) return;
  throw new AisleError(
    "plugin-integrity",
    `The files of ${name} in ${folder} are not those that were pinned: they are ${actual}, pinned is ${integrity}.`,
    {
      category: "settings",
      remedy: "If you updated it yourself, pin it anew; otherwise find out who changed it, and install it again.",
    },
  );
}

function withoutManifest({ name }: FoundPlugin): AisleError {
  return new AisleError("plugin-no-manifest", `${name} has no manifest; its range of the SDK is not known.`, {
    category: "settings",
    remedy: "Fine while you write it; before it runs a store, make it a package with `aisle` in its package.json.",
  });
}
