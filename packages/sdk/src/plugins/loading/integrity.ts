import { createHash } from "node:crypto";
import { join } from "node:path";
import { AisleError } from "../../errors/aisle-error.ts";
import { nodePluginFiles } from "../files/node-plugin-files.ts";
import type { PluginFiles } from "../files/plugin-files.ts";

/** More files, or folders within folders, than any driver package has. */
const mostFiles = 20_000;
const deepest = 40;

/** Whether a text has the form of a pin: `sha512-` and 64 bytes in base64. */
export function isIntegrity(text: string): boolean {
  return /^sha512-[A-Za-z0-9+/]{86}==$/.test(text);
}

/**
 * What the files of a package are, in one text: `sha512-…`, to be pinned in `store.yaml`.
 *
 * It is the SHA-512, in base64, of one line for each file of the package, sorted by the bytes of its path:
 * `<SHA-512 in hex>  <path with slashes>\n`, which is what `sha512sum` prints. The package's own `node_modules` is left
 * out: that is the installer's, and pinned by its lockfile. Nothing is run.
 *
 * @throws AisleError `plugin-integrity` where there is no such folder, or one of its files cannot be pinned
 */
export async function pluginIntegrity(folder: string, files: PluginFiles = nodePluginFiles): Promise<string> {
  const paths = await pathsBelow(folder, files);
  const whole = createHash("sha512");
  for (const path of paths.sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)))) {
    const bytes = await files.readFile(join(folder, path));
    if (bytes === undefined) throw unpinnable(folder, `${path} went away while it was read`);
    whole.update(`${createHash("sha512").update(bytes).digest("hex")}  ${path}\n`);
  }
  return `sha512-${whole.digest("base64")}`;
}

async function pathsBelow(folder: string, files: PluginFiles): Promise<string[]> {
  const paths: string[] = [];
  const visit = async (below: string, depth: number): Promise<void> => {
    const entries = await files.list(join(folder, below));
    if (entries === undefined) throw unpinnable(folder, `there is no folder ${join(folder, below)}`);
    for (const { name, kind } of entries) {
      const path = below === "" ? name : `${below}/${name}`;
      if (path === "node_modules") continue;
      if (/[\\\n\r]/.test(name))
        throw unpinnable(folder, `${JSON.stringify(path)} has a name that not every system has`);
      if (kind !== "file" && kind !== "folder") throw unpinnable(folder, `${path} is a link, or no file`);
      if (depth >= deepest) throw unpinnable(folder, `${path} is more than ${deepest} folders deep`);
      if (kind === "folder") await visit(path, depth + 1);
      else if (paths.push(path) > mostFiles) throw unpinnable(folder, `it has more than ${mostFiles} files`);
    }
  };
  await visit("", 0);
  return paths;
}

function unpinnable(folder: string, why: string): AisleError {
  return new AisleError("plugin-integrity", `The files in ${folder} cannot be pinned: ${why}.`, {
    category: "settings",
    remedy: "Install the package anew, as it was published; a package under development cannot be pinned.",
  });
}
