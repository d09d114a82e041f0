// Brings a fresh checkout to a state in which everything runs: packages installed by pnpm, and built.
// Everything it says goes to stderr, so that a command's own output stays clean.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");
const stateFolder = path.join(root, "node_modules", ".aisle");

/** Runs a program to its end; its output goes to stderr. Throws with its exit code where it failed. */
export function run(command, args, options = {}) {
  const result = spawnSync(command, args, {
    cwd: root,
    stdio: ["ignore", 2, 2],
    shell: process.platform === "win32",
    ...options,
  });
  if (result.error) throw result.error;
  if (result.status !== 0) {
    throw new Error(`\`${[command, ...args].join(" ")}\` ended with ${result.status ?? result.signal}`);
  }
}

/** Path of a tool that pnpm installed at the root. */
export function tool(name, entry) {
  return path.join(root, "node_modules", name, entry);
}

function* filesBelow(folder, keep) {
  for (const entry of fs.readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (entry.name === "node_modules" || entry.name === "dist" || entry.name.startsWith(".")) continue;
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) yield* filesBelow(file, keep);
    else if (keep(file)) yield file;
  }
}

function hashOf(files) {
  const hash = createHash("sha256");
  for (const file of files)
    hash.update(path.relative(root, file)).update("\0").update(fs.readFileSync(file)).update("\0");
  return hash.digest("hex");
}

const manifests = () => [
  path.join(root, "package.json"),
  path.join(root, "pnpm-workspace.yaml"),
  path.join(root, "pnpm-lock.yaml"),
  ...["packages", "examples", "bench"].flatMap((folder) => [
    ...filesBelow(path.join(root, folder), (file) => path.basename(file) === "package.json"),
  ]),
];

const sources = () => [
  path.join(root, "tsup.config.ts"),
  path.join(root, "tsconfig.base.json"),
  ...filesBelow(
    path.join(root, "packages"),
    (file) => /\.(tsx?|json|css|html|svg)$/.test(file) && !file.endsWith(".test.ts"),
  ),
];

/** Does `work` unless the same inputs went through it before and its outputs are still there. */
function once(name, inputs, outputs, work) {
  const stamp = path.join(stateFolder, name);
  const hash = hashOf(inputs);
  const done = fs.existsSync(stamp) && fs.readFileSync(stamp, "utf8") === hash;
  if (done && outputs.every((output) => fs.existsSync(path.join(root, output)))) return;
  work();
  fs.mkdirSync(stateFolder, { recursive: true });
  fs.writeFileSync(stamp, hash);
}

function install() {
  const { packageManager } = JSON.parse(fs.readFileSync(path.join(root, "package.json"), "utf8"));
  console.error(`aisle: installing packages with ${packageManager} (first use, or a dependency changed)`);
  run("npx", ["--yes", packageManager, "install", "--frozen-lockfile", "--reporter=append-only"], {
    env: { ...process.env, CI: "true" },
  });
}

function build({ types = false } = {}) {
  console.error(types ? "aisle: building, with type declarations" : "aisle: building");
  const env = { ...process.env, AISLE_TYPES: types ? "1" : "" };
  for (const name of packageFolders()) {
    const folder = path.join(root, "packages", name);
    const config = path.join(root, "tsup.config.ts");
    run(process.execPath, [tool("tsup", "dist/cli-default.js"), "--silent", "--config", config], { cwd: folder, env });
    // A page goes beside it: tsup empties the folder first.
    const page = path.join(folder, "vite.config.ts");
    if (fs.existsSync(page))
      run(process.execPath, [tool("vite", "bin/vite.js"), "build", "--logLevel", "warn"], { cwd: folder });
  }
}

const packageFolders = () =>
  fs
    .readdirSync(path.join(root, "packages"))
    .filter((name) => fs.existsSync(path.join(root, "packages", name, "package.json")));

/** The files that the packages' exports name under `condition`; what a build has to leave behind. */
const exported = (condition) =>
  packageFolders().flatMap((name) => {
    const manifest = JSON.parse(fs.readFileSync(path.join(root, "packages", name, "package.json"), "utf8"));
    const files = Object.values(manifest.exports ?? {}).map((entry) => entry[condition]);
    return files.filter((file) => file !== undefined).map((file) => path.join("packages", name, file));
  });

/** Holds a lock file while `work` runs, so that two commands started together do not set up at once. */
function alone(work) {
  const lock = path.join(root, ".aisle-setup.lock");
  for (;;) {
    try {
      fs.writeFileSync(lock, String(process.pid), { flag: "wx" });
      break;
    } catch (error) {
      if (error.code !== "EEXIST") throw error;
      if (!isRunning(Number(fs.readFileSync(lock, "utf8")))) fs.rmSync(lock, { force: true });
      else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200);
    }
  }
  try {
    work();
  } finally {
    fs.rmSync(lock, { force: true });
  }
}

function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}

/** Installs, and builds where `built` or `types` is asked for; quick when there is nothing to do. */
export function setUp({ built = false, types = false }) {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    throw new Error(`Aisle needs Node 20.19 or later, and this is ${process.version}; get one from https://nodejs.org`);
  }
  alone(() => {
    once("installed", manifests(), ["node_modules/tsup/package.json", "packages/cli/node_modules"], install);
    if (types) once("typed", sources(), exported("types"), () => build({ types }));
    // A build with types is a build; a build without takes the types away, and `typed` finds that out.
    if (built)
      once(
        "built",
        sources(),
        ["packages/cli/dist/main.js", "packages/console/dist/web/index.html", ...exported("default")],
        build,
      );
  });
}
