import { copyFile, open, readFile, realpath, rename, rm, stat } from "node:fs/promises";

/** What the writer needs of a disk. */
export interface InstallDisk {
  /** The file behind a link: a link stays one. */
  resolve(file: string): Promise<string>;
  read(file: string): Promise<string>;
  /** Writes a new file that is on the disk when it ends, with the mode of another. */
  write(file: string, text: string, like: string): Promise<void>;
  copy(from: string, to: string): Promise<void>;
  rename(from: string, to: string): Promise<void>;
  remove(file: string): Promise<void>;
}

/** The disk of this machine. */
export const realDisk: InstallDisk = {
  resolve: realpath,
  read: (file) => readFile(file, "utf8"),
  async write(file, text, like) {
    const { mode } = await stat(like);
    const handle = await open(file, "w", mode & 0o777);
    try {
      await handle.writeFile(text);
      await handle.sync();
    } finally {
      await handle.close();
    }
  },
  copy: copyFile,
  rename,
  remove: (file) => rm(file, { force: true }),
};
