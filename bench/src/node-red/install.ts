import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";

/** The version that is compared with. */
export const nodeRedVersion = "5.0.7";

/**
 * Installs Node-RED into a folder, without running any script of its hundreds of packages; does nothing where it is
 * there. Gives the folder of its packages, or `undefined` where it is not there and may not be fetched.
 */
export function nodeRedIn(folder: string, mayInstall: boolean): string | undefined {
  const packages = path.join(folder, "node_modules");
  if (fs.existsSync(path.join(packages, "node-red/package.json"))) return packages;
  if (!mayInstall) return undefined;
  fs.mkdirSync(folder, { recursive: true });
  const args = [
    "install",
    "--ignore-scripts",
    "--no-audit",
    "--no-fund",
    "--prefix",
    folder,
    `node-red@${nodeRedVersion}`,
  ];
  const { status } = spawnSync("npm", args, { stdio: ["ignore", "ignore", "inherit"] });
  return status === 0 ? packages : undefined;
}
