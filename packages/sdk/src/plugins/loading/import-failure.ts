import { AisleError, isAisleError } from "../../errors/aisle-error.ts";
import { toAisleError } from "../../errors/normalise.ts";
import type { PluginHost } from "./plugin-host.ts";

interface Meaning {
  readonly code: string;
  readonly category: "settings" | "driver";
  readonly remedy: string;
}

/** What a module's failure to load means, and what mends it. */
export function importFailure(plugin: string, path: string, thrown: unknown, host: PluginHost): AisleError {
  if (isAisleError(thrown) && thrown.code === "plugin-import-timeout") return thrown;
  // Whatever was thrown: no getter of it is trusted.
  const { message, cause } = toAisleError(thrown);
  const code = (cause as { readonly code?: unknown } | undefined)?.code;
  const meaning = meaningOf(code, message, plugin, host);
  return new AisleError(meaning.code, `${plugin} failed to load from ${path}: ${message}`, {
    ...meaning,
    cause: thrown,
  });
}

function meaningOf(
  code: unknown,
  message: string,
  plugin: string,
  { node, platform, arch, sdkVersion }: PluginHost,
): Meaning {
  if (code === "ERR_DLOPEN_FAILED" || /native build|bindings file|prebuil[dt]/i.test(message)) {
    return {
      code: "module-missing",
      category: "settings",
      remedy: `Its native part does not load on ${platform}-${arch} with Node ${node}: install ${plugin} anew on this machine.`,
    };
  }
  if (code === "ERR_MODULE_NOT_FOUND" || code === "MODULE_NOT_FOUND" || code === "ERR_PACKAGE_PATH_NOT_EXPORTED") {
    return {
      code: "module-missing",
      category: "settings",
      remedy: `A module it needs is missing: install ${plugin} anew, with its optional and peer dependencies.`,
    };
  }
  if (/@aisle\/sdk.*does not provide an export/.test(message)) {
    return {
      code: "sdk-incompatible",
      category: "settings",
      remedy: `It needs something that @aisle/sdk ${sdkVersion} does not have: install versions that go together.`,
    };
  }
  if (code === "ERR_UNKNOWN_FILE_EXTENSION" || code === "ERR_UNSUPPORTED_NODE_MODULES_TYPE_STRIPPING") {
    return {
      code: "plugin-import-failed",
      category: "driver",
      remedy: "Compile it to JavaScript first, and name that file.",
    };
  }
  return {
    code: "plugin-import-failed",
    category: "driver",
    remedy: "Report it to its maker with this message; `node` on the module alone shows where it fails.",
  };
}
