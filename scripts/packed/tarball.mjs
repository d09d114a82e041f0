// Reads what npm and pnpm pack: a gzipped tar with plain files, each below `package/`.
import fs from "node:fs";
import zlib from "node:zlib";

const block = 512;

/** Every file of a tarball by its path inside the package. */
export function readTarball(file) {
  const tar = zlib.gunzipSync(fs.readFileSync(file));
  const files = new Map();
  const text = (from, length) => tar.toString("utf8", from, from + length).replace(/\0.*$/s, "");
  for (let at = 0; at + block <= tar.length && tar[at] !== 0; ) {
    const size = Number.parseInt(text(at + 124, 12), 8);
    const prefix = text(at + 345, 155);
    const name = `${prefix === "" ? "" : `${prefix}/`}${text(at, 100)}`;
    const type = String.fromCharCode(tar[at + 156]);
    // A long name would come in a header of its own; none of ours is that long.
    if (type !== "0" && type !== "\0") throw new Error(`${file}: ${name} is no plain file (type ${type})`);
    files.set(name.replace(/^package\//, ""), tar.subarray(at + block, at + block + size));
    at += block + Math.ceil(size / block) * block;
  }
  return files;
}
