import type { FolderEntry, PluginFiles } from "./plugin-files.ts";

/** A module of a test: what its import gives, or what is run for it. */
export type TestModule = () => unknown;

/** A disk that is not there: texts by path, links, and what importing a path does. */
export class MemoryFiles implements PluginFiles {
  /** Paths of the modules that were run, in order. */
  readonly imported: string[] = [];
  readonly #texts: Map<string, string>;
  readonly #links: readonly (readonly [string, string])[];
  readonly #modules: Readonly<Record<string, TestModule>>;

  constructor(
    texts: Readonly<Record<string, unknown>>,
    modules: Readonly<Record<string, TestModule>> = {},
    links: Readonly<Record<string, string>> = {},
  ) {
    const given = [...Object.entries(texts), ...Object.keys(modules).map((path) => [path, "code"] as const)];
    this.#texts = new Map(
      given.map(([path, text]) => [path, typeof text === "string" ? text : JSON.stringify(text)] as const),
    );
    this.#modules = modules;
    this.#links = Object.entries(links);
  }

  write(path: string, text: string): void {
    this.#texts.set(path, text);
  }

  async readFile(path: string): Promise<Uint8Array | undefined> {
    const text = this.#texts.get(this.#behind(path));
    return text === undefined ? undefined : new TextEncoder().encode(text);
  }

  async list(folder: string): Promise<readonly FolderEntry[] | undefined> {
    const inside = `${this.#behind(folder)}/`;
    const kinds = new Map<string, FolderEntry["kind"]>();
    for (const path of this.#texts.keys()) {
      if (!path.startsWith(inside)) continue;
      const [name = "", ...rest] = path.slice(inside.length).split("/");
      kinds.set(name, rest.length > 0 ? "folder" : "file");
    }
    for (const [link] of this.#links) {
      if (!link.startsWith(inside)) continue;
      const [name = "", ...rest] = link.slice(inside.length).split("/");
      kinds.set(name, rest.length > 0 ? "folder" : "link");
    }
    return kinds.size === 0 ? undefined : [...kinds].map(([name, kind]) => ({ name, kind }));
  }

  async realPath(path: string): Promise<string | undefined> {
    const real = this.#behind(path);
    return this.#texts.has(real) || (await this.list(real)) !== undefined ? real : undefined;
  }

  async importModule(path: string): Promise<unknown> {
    const real = this.#behind(path);
    this.imported.push(real);
    const module = this.#modules[real];
    if (module !== undefined) return module();
    throw Object.assign(new Error(`Cannot find module ${real}`), { code: "ERR_MODULE_NOT_FOUND" });
  }

  /** Of Windows only the slashes and the drive are different here. */
  #behind(path: string): string {
    const plain = path.replace(/^[A-Za-z]:/, "").replaceAll("\\", "/");
    for (const [link, target] of this.#links) {
      if (plain === link || plain.startsWith(`${link}/`)) return this.#behind(target + plain.slice(link.length));
    }
    return plain;
  }
}
