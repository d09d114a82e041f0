import { readdir, readFile, realpath, stat } from "node:fs/promises";
import { toAisleError } from "@aisle/sdk";

/** The little that is read of the file system; whatever is not there, or may not be read, is `undefined` or empty. */
export interface Disk {
  /** Names in a folder. */
  names(folder: string): Promise<readonly string[]>;
  /** The text of a small file, without the line break at its end. */
  text(file: string): Promise<string | undefined>;
  /** Where a link leads in the end. */
  real(path: string): Promise<string | undefined>;
  /** Tells one device node from another at the same path; only "not there" is `undefined`. */
  identity(path: string): Promise<string | undefined>;
}

/** The disk of this machine. */
export const systemDisk: Disk = {
  names: (folder) => readdir(folder).catch(() => []),
  text: (file) =>
    readFile(file, "utf8").then(
      (text) => text.trimEnd(),
      () => undefined,
    ),
  real: (path) => realpath(path).catch(() => undefined),
  identity: (path) =>
    stat(path).then(
      ({ rdev, ino }) => `${rdev}:${ino}`,
      (thrown: unknown) => (toAisleError(thrown).code === "device-gone" ? undefined : "unknown"),
    ),
};
