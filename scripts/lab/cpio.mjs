// Writes the archive that a Linux kernel unpacks as its first file system: cpio in the format "newc"
// (Documentation/driver-api/early-userspace/buffer-format.rst of the kernel). No root and no cpio program needed.
import fs from "node:fs";

const kinds = { file: 0o100_000, folder: 0o040_000, link: 0o120_000 };

/** Files, folders and links, written one after the other to a file. */
export class CpioWriter {
  #descriptor;
  #folders = new Set();
  #number = 0;
  /** Bytes written. */
  bytes = 0;

  constructor(file) {
    this.#descriptor = fs.openSync(file, "w");
  }

  /** Adds a folder with those it lies in, once. */
  folder(name) {
    if (name === "" || name === "." || this.#folders.has(name)) return;
    this.folder(name.split("/").slice(0, -1).join("/"));
    this.#folders.add(name);
    this.#entry(name, kinds.folder | 0o755, Buffer.alloc(0));
  }

  file(name, content, mode = 0o644) {
    this.folder(name.split("/").slice(0, -1).join("/"));
    this.#entry(name, kinds.file | mode, Buffer.from(content));
  }

  link(name, target) {
    this.folder(name.split("/").slice(0, -1).join("/"));
    this.#entry(name, kinds.link | 0o777, Buffer.from(target));
  }

  /** Everything below a folder that `keep` wants, links followed. */
  tree(name, folder, keep = () => true) {
    for (const entry of fs.readdirSync(folder)) {
      const source = `${folder}/${entry}`;
      if (!keep(source)) continue;
      const { mode, ...stat } = fs.statSync(source);
      if ((mode & 0o170_000) === kinds.folder) this.tree(`${name}/${entry}`, source, keep);
      else if (stat.size !== undefined) this.file(`${name}/${entry}`, fs.readFileSync(source), mode & 0o777);
    }
  }

  close() {
    this.#entry("TRAILER!!!", 0, Buffer.alloc(0));
    fs.closeSync(this.#descriptor);
  }

  #entry(name, mode, content) {
    this.#number += 1;
    const fields = [this.#number, mode, 0, 0, 1, 0, content.length, 0, 0, 0, 0, name.length + 1, 0];
    const header = `070701${fields.map((field) => field.toString(16).padStart(8, "0")).join("")}${name}\0`;
    this.#write(Buffer.from(header, "latin1"));
    this.#write(content);
  }

  /** Everything begins at a multiple of four. */
  #write(content) {
    const padding = Buffer.alloc((4 - ((this.bytes + content.length) % 4)) % 4);
    fs.writeSync(this.#descriptor, content);
    fs.writeSync(this.#descriptor, padding);
    this.bytes += content.length + padding.length;
  }
}
