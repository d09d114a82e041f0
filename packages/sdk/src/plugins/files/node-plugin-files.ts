import type { Dirent } from "node:fs";
import { readdir, readFile, realpath } from "node:fs/promises";
import { pathToFileURL } from "node:url";
import type { FolderEntry, PluginFiles } from "./plugin-files.ts";

/** The host's own disk and module loader. */
export const nodePluginFiles: PluginFiles = {
  readFile: (path) => unlessMissing(readFile(path)),
  list: async (folder) => (await unlessMissing(readdir(folder, { withFileTypes: true })))?.map(toEntry),
  realPath: (path) => unlessMissing(realpath(path)),
  importModule: (path) => import(pathToFileURL(path).href) as Promise<unknown>,
};

function toEntry(entry: Dirent): FolderEntry {
  const kind = entry.isFile() ? "file" : entry.isDirectory() ? "folder" : entry.isSymbolicLink() ? "link" : "other";
  return { name: entry.name, kind };
}

/** A folder where a file was looked for, or the other way round, is as good as nothing there. */
const missing: ReadonlySet<unknown> = new Set(["ENOENT", "ENOTDIR", "EISDIR"]);

async function unlessMissing<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    if (missing.has((error as NodeJS.ErrnoException).code)) return undefined;
    throw error;
  }
}
