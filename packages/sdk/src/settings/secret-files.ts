import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import { resolve } from "node:path";
import { AisleError } from "../errors/aisle-error.ts";

/** Gives what a secret file holds, without the line break at its end. Throws where it cannot be read. */
export type ReadSecretFile = (path: string) => string;

/** Larger than any key; a file beyond it is not what was meant. */
const mostBytes = 65_536;

/**
 * Reads secret files, such as `/run/secrets/camera`; relative paths start at `folder`. `warn` hears of each that
 * everybody on the machine may read (not on Windows, where a file's mode does not say so).
 *
 * The reader raises `secret-file-invalid` for an empty or huge file, or one that is no file, and Node's own errors.
 */
export function secretFiles(folder: string, warn: (message: string) => void = () => undefined): ReadSecretFile {
  return (path) => {
    const file = resolve(folder, path);
    const descriptor = openSync(file, "r");
    try {
      const stats = fstatSync(descriptor);
      if (!stats.isFile()) throw invalid(file, "is no file");
      if (stats.size > mostBytes) throw invalid(file, `has more than ${mostBytes} bytes`);
      const bytes = Buffer.alloc(mostBytes);
      const text = bytes.toString("utf8", 0, readSync(descriptor, bytes, 0, mostBytes, 0)).replace(/\r?\n$/, "");
      if (text === "") throw invalid(file, "is empty");
      if (process.platform !== "win32" && (stats.mode & 0o004) !== 0) {
        warn(`everybody on this machine may read the secret file ${file}; take that right away: chmod o-rwx ${file}`);
      }
      return text;
    } finally {
      closeSync(descriptor);
    }
  };
}

function invalid(file: string, why: string): AisleError {
  return new AisleError("secret-file-invalid", `${file} ${why}`, {
    category: "settings",
    remedy: "name a file that holds the secret and nothing else",
  });
}
