// The guest's file system: busybox, this Node, the built packages with all that they need, and the guest's program.
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { root } from "../setup.mjs";
import { CpioWriter } from "./cpio.mjs";
import { Skipped } from "./skipped.mjs";

/** What the guest's program imports. */
const needed = ["@aisle/sdk", "@aisle/drivers-hid", "@aisle/drivers-serial", "rxjs"];

/** The shared libraries that a program or addon is linked with. */
function libraries(file) {
  const { stdout = "" } = spawnSync("ldd", [file], { encoding: "utf8" });
  const missing = /^\s*(\S+) => not found/m.exec(stdout)?.[1];
  if (missing) throw new Skipped(`${path.basename(file)} needs ${missing}, which is not on this computer`);
  return [...stdout.matchAll(/(\/\S+) \(0x/g)].map(([, library]) => library);
}

const manifestOf = (folder) => JSON.parse(fs.readFileSync(path.join(folder, "package.json"), "utf8"));

/** Where a package lies, seen from another. */
function find(name, from) {
  for (let folder = from; ; folder = path.dirname(folder)) {
    const found = path.join(folder, "node_modules", name);
    if (fs.existsSync(path.join(found, "package.json"))) return found;
    if (folder === path.dirname(folder)) return undefined;
  }
}

/** Every package that is needed, by its place below node_modules. */
function packages() {
  const places = new Map();
  const add = (name, from, place) => {
    const ours = path.join(root, "packages", name.replace("@aisle/", ""));
    const folder = name.startsWith("@aisle/") ? ours : find(name, from);
    if (folder === undefined) return;
    const nested =
      folder.startsWith(path.join(root, "node_modules") + path.sep) || folder === ours
        ? name
        : `${place}/node_modules/${name}`;
    if (places.has(nested)) return;
    places.set(nested, folder);
    const { dependencies = {}, peerDependencies = {}, peerDependenciesMeta = {} } = manifestOf(folder);
    const peers = Object.keys(peerDependencies).filter((peer) => !peerDependenciesMeta[peer]?.optional);
    for (const each of [...Object.keys(dependencies), ...peers]) add(each, folder, nested);
  };
  for (const name of needed) add(name, root, "");
  return places;
}

/** What a package does not need in the guest: sources, types, maps, other platforms' addons. */
function isWanted(file) {
  const name = path.basename(file);
  if (["node_modules", "hidapi", "src", "test", ".turbo"].includes(name) && fs.statSync(file).isDirectory()) {
    return name === "src" && !/\/(node-hid|bindings-cpp|rxjs|@aisle|packages)(\/|$)/.test(path.dirname(file));
  }
  if (/\/prebuilds\/[^/]+$/.test(file)) return /linux-x64$/.test(name);
  return !/\.(map|ts|cts|mts|md|cc|h|gyp|musl\.node)$/.test(name);
}

/** Writes the guest's file system; gives its size in bytes. */
export function writeGuest(file, { busybox, modules }) {
  const archive = new CpioWriter(file);
  const binary = (name, source) => archive.file(name, fs.readFileSync(source), 0o755);
  for (const folder of ["dev", "proc", "sys", "tmp", "run", "etc"]) archive.folder(folder);
  binary("bin/busybox", busybox);
  archive.link("bin/sh", "busybox");
  binary("bin/node", process.execPath);
  for (const [name, folder] of packages()) archive.tree(`app/node_modules/${name}`, folder, isWanted);
  const addons = ["node-hid/prebuilds/HID_hidraw-linux-x64", "@serialport/bindings-cpp/prebuilds/linux-x64"];
  const linked = addons.flatMap((folder) => {
    const place = path.join(root, "node_modules", folder);
    return fs
      .readdirSync(place)
      .filter((name) => !name.includes("musl"))
      .map((name) => path.join(place, name));
  });
  for (const library of new Set([process.execPath, ...linked].flatMap(libraries))) binary(library.slice(1), library);
  const guest = path.join(import.meta.dirname, "guest");
  for (const name of fs.readdirSync(guest).filter((each) => each.endsWith(".mjs"))) {
    archive.file(`app/${name}`, fs.readFileSync(path.join(guest, name)));
  }
  archive.file("app/package.json", '{ "type": "module" }');
  archive.file("init", fs.readFileSync(path.join(guest, "init.sh")), 0o755);
  for (const [index, module] of modules.entries()) {
    archive.file(`modules/${String(index).padStart(2, "0")}-${path.basename(module)}`, fs.readFileSync(module));
  }
  archive.close();
  return archive.bytes;
}
