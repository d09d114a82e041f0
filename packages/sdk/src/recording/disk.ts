import { createReadStream } from "node:fs";
import { mkdir, open, readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";

/** One file that is being written. Every call waits for the one before. */
export interface RecordingFile {
  append(bytes: Uint8Array): Promise<void>;
  /** Cuts it to its first `size` bytes. */
  truncate(size: number): Promise<void>;
  /** What was appended survives a power cut from here on. */
  sync(): Promise<void>;
  close(): Promise<void>;
}

/** Where recordings are kept. Everything rejects with the errors of the operating system. */
export interface RecordingDisk {
  /** The names and sizes (bytes) of the files in a folder; none where there is no folder. */
  list(folder: string): Promise<readonly { readonly name: string; readonly size: number }[]>;
  /** Makes a new file, and its folder where that is missing. Rejects with `EEXIST` where the name is taken. */
  create(folder: string, name: string): Promise<RecordingFile>;
  remove(folder: string, name: string): Promise<void>;
  read(folder: string, name: string): AsyncIterable<Uint8Array>;
}

/** The disk of the host. */
export const systemDisk: RecordingDisk = {
  async list(folder) {
    const names = await readdir(folder).catch((error: unknown) => {
      if (codeOf(error) === "ENOENT") return [];
      throw error;
    });
    const files = [];
    for (const name of names.sort()) {
      const found = await stat(join(folder, name)).catch(() => undefined);
      if (found?.isFile() === true) files.push({ name, size: found.size });
    }
    return files;
  },
  async create(folder, name) {
    await mkdir(folder, { recursive: true });
    const handle = await open(join(folder, name), "wx");
    await syncFolder(folder);
    return {
      // Unlike `write`, it goes on until everything is there.
      append: (bytes) => handle.appendFile(bytes),
      truncate: (size) => handle.truncate(size),
      sync: () => handle.datasync(),
      close: () => handle.close(),
    };
  },
  remove: (folder, name) => rm(join(folder, name)),
  read: (folder, name) => createReadStream(join(folder, name), { highWaterMark: 1024 * 1024 }),
};

/** Makes the name of a new file survive a power cut; not every system can or needs to. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r").catch(() => undefined);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}

/** The code of an error of the operating system, as in `ENOSPC`. */
export function codeOf(error: unknown): string | undefined {
  const code = typeof error === "object" && error !== null && "code" in error ? error.code : undefined;
  return typeof code === "string" ? code : undefined;
}
