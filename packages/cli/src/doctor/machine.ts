import { constants } from "node:fs";
import { access, stat, statfs } from "node:fs/promises";
import { arch, platform, release } from "node:os";

/** What the doctor asks of the machine, so that a test needs none. */
export interface Machine {
  /** As in `20.19.1`. */
  readonly node: string;
  readonly platform: string;
  readonly arch: string;
  /** Of the operating system. */
  readonly release: string;
  /** Bytes that may still be written where this folder is; rejects where nobody can say. */
  freeBytes(folder: string): Promise<number>;
  /** When a file was written, ms since the epoch, and its permission bits. */
  fileFacts(path: string): Promise<{ readonly writtenAt: number; readonly mode: number }>;
  /** Rejects with Node's error where this process may not read and write `path`, or there is none. */
  mayUse(path: string): Promise<void>;
}

/** The machine this runs on. */
export const thisMachine: Machine = {
  node: process.versions.node,
  platform: platform(),
  arch: arch(),
  release: release(),
  async freeBytes(folder) {
    const { bavail, bsize } = await statfs(folder);
    return bavail * bsize;
  },
  async fileFacts(path) {
    const { mtimeMs, mode } = await stat(path);
    return { writtenAt: mtimeMs, mode };
  },
  mayUse: (path) => access(path, constants.R_OK | constants.W_OK),
};
