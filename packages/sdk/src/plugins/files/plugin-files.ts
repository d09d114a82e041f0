/** One thing in a folder. */
export interface FolderEntry {
  readonly name: string;
  readonly kind: "file" | "folder" | "link" | "other";
}

/**
 * All that finding and loading plugins asks of the machine; tests hand in their own. Paths are absolute and in the
 * form of the platform. What is not there is `undefined`; any other trouble rejects.
 */
export interface PluginFiles {
  readFile(path: string): Promise<Uint8Array | undefined>;
  /** What is in a folder, in any order, links not followed. */
  list(folder: string): Promise<readonly FolderEntry[] | undefined>;
  /** The path behind all links. */
  realPath(path: string): Promise<string | undefined>;
  /** Runs a module and gives what it exports: the one place where a plugin's code is run. */
  importModule(path: string): Promise<unknown>;
}
