// Debian's own kernel and busybox, downloaded with apt and unpacked into a folder; nothing is installed.
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { Skipped } from "./skipped.mjs";

function output(command, args, options = {}) {
  const result = spawnSync(command, args, { encoding: "utf8", maxBuffer: 1 << 26, ...options });
  if (result.error?.code === "ENOENT") throw new Skipped(`there is no ${command}: it needs Debian or a relative of it`);
  if (result.error) throw result.error;
  return result;
}

/** The package that a metapackage stands for at present, such as linux-image-6.1.0-56-amd64. */
function realKernel() {
  const { stdout } = output("apt-cache", ["depends", "linux-image-amd64"]);
  const name = /Depends: (linux-image-[0-9]\S+)/.exec(stdout)?.[1];
  if (!name) throw new Skipped("apt knows no linux-image-amd64; run `apt-get update` on a Debian");
  return name;
}

/** The folder of an unpacked package; downloads it at the first time. */
function unpacked(name, cache) {
  const folder = path.join(cache, name);
  if (fs.existsSync(path.join(folder, ".done"))) return folder;
  fs.rmSync(folder, { recursive: true, force: true });
  fs.mkdirSync(folder, { recursive: true });
  console.error(`lab: downloading ${name}`);
  // Root would hand the download to a user who may not write here.
  const sandbox = process.getuid?.() === 0 ? ["-o", "APT::Sandbox::User=root"] : [];
  const download = output("apt-get", [...sandbox, "download", name], { cwd: folder });
  const file = fs.readdirSync(folder).find((each) => each.endsWith(".deb"));
  if (download.status !== 0 || !file) {
    throw new Skipped(`${name} cannot be downloaded: ${download.stderr.trim().split("\n").at(-1) ?? ""}`);
  }
  const unpacking = output("dpkg-deb", ["-x", file, "."], { cwd: folder });
  if (unpacking.status !== 0) throw new Error(`dpkg-deb: ${unpacking.stderr}`);
  fs.rmSync(path.join(folder, file));
  fs.writeFileSync(path.join(folder, ".done"), "");
  return folder;
}

/** A static busybox, from its package. */
export function busybox(cache) {
  return path.join(unpacked("busybox-static", cache), "bin/busybox");
}

/** The kernel and, in the order of loading, the files of these modules and of what they need. */
export function kernel(cache, modules) {
  const name = realKernel();
  const folder = unpacked(name, cache);
  const version = name.replace("linux-image-", "");
  const files = new Map();
  const walk = (each) => {
    for (const entry of fs.readdirSync(each, { withFileTypes: true })) {
      const file = path.join(each, entry.name);
      if (entry.isDirectory()) walk(file);
      else if (entry.name.endsWith(".ko")) files.set(plain(entry.name.slice(0, -3)), file);
    }
  };
  const root = ["lib", "usr/lib"]
    .map((lib) => path.join(folder, lib, "modules", version))
    .find((each) => fs.existsSync(each));
  if (!root) throw new Skipped(`${name} has no modules where they are looked for`);
  walk(root);
  const order = [];
  const add = (module) => {
    const file = files.get(plain(module));
    // What is not there as a file is built into the kernel.
    if (!file || order.includes(file)) return;
    for (const needed of dependencies(file)) add(needed);
    order.push(file);
  };
  for (const module of modules) add(module);
  return { name, image: path.join(folder, "boot", `vmlinuz-${version}`), modules: order };
}

const plain = (name) => name.replaceAll("-", "_");

/** What a module says it needs, in its section .modinfo: `depends=a,b`. */
function dependencies(file) {
  const found = /\0depends=([^\0]*)\0/.exec(`\0${fs.readFileSync(file, "latin1")}`);
  return (found?.[1] ?? "").split(",").filter((name) => name !== "");
}
