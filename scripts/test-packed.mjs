// `npm run -s test:packed [-- --node 20,22,24,26] [--keep]`: installs what would be published in a clean folder and
// uses it as a stranger would, with each version of Node. What they give must be the same, byte for byte.
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { compareTrials, table } from "./packed/compare.mjs";
import { installPlain, makeConsumer } from "./packed/consumer.mjs";
import { fingerprint, installSize, treeProblems } from "./packed/installed-tree.mjs";
import { getNodes } from "./packed/node-versions.mjs";
import { checkPacked, packPackages } from "./packed/pack-packages.mjs";
import { trial } from "./packed/trial.mjs";
import { commandsOf } from "./packed/workspace-packages.mjs";

const { values } = parseArgs({
  options: { node: { type: "string", default: "host" }, keep: { type: "boolean", default: false } },
});

const say = (text) => console.error(`aisle: ${text}`);

/** Installs the packages with and without install scripts; both have to give the same, and nothing has one. */
function install(home, packed) {
  const [plain, consumer] = ["plain", "consumer"].map((name) => path.join(home, name));
  say("installing the tarballs, with and without install scripts");
  installPlain(plain, packed);
  installPlain(consumer, packed, ["--ignore-scripts"]);
  const names = packed.map(({ manifest }) => manifest.name);
  const problems = treeProblems(plain, names);
  if (fingerprint(plain) !== fingerprint(consumer)) problems.push("--ignore-scripts gives another installation");
  for (const [command] of packed.flatMap(({ manifest }) => commandsOf(manifest))) {
    const file = process.platform === "win32" ? `${command}.cmd` : command;
    if (!fs.existsSync(path.join(plain, "node_modules/.bin", file))) problems.push(`there is no command ${command}`);
  }
  if (problems.length > 0) throw new Error(problems.join("\n"));
  return { plain, consumer };
}

function sizes(plain, packed) {
  const kilobytes = (bytes) => `${Math.ceil(bytes / 1024)} KiB`;
  const rows = packed.map(({ manifest, tarball }) => {
    const { alone, all, packages } = installSize(plain, manifest.name);
    const tarred = fs.statSync(tarball).size;
    return [manifest.name, kilobytes(tarred), kilobytes(alone), kilobytes(all), String(packages)];
  });
  return table([["package", "tarball", "unpacked", "with what it needs", "packages"], ...rows]);
}

function testPacked(home) {
  const packed = packPackages(path.join(home, "tarballs"));
  checkPacked(packed);
  const nodes = getNodes(values.node.split(","), path.join(home, "nodes"));
  const { plain, consumer } = install(home, packed);
  const sizeTable = sizes(plain, packed);
  say("compiling the examples against the packed types");
  makeConsumer(consumer);
  const trials = nodes.map((node) => {
    say(`trying Node ${node.version}`);
    const steps = trial({ node, packed, plain, consumer });
    return { version: node.version, steps };
  });
  const { rows, problems } = compareTrials(trials);
  console.log(table([["step", ...nodes.map(({ version }) => version)], ...rows]));
  console.log(`\n${sizeTable}`);
  if (problems.length > 0) throw new Error(`\n${problems.join("\n\n")}`);
}

// The real path: on macOS the folder for temporary files is behind a link, and a program must find itself by name.
const home = fs.mkdtempSync(path.join(fs.realpathSync(os.tmpdir()), "aisle-packed-"));
// With Ctrl-C the program that is running ends, and then we do, leaving nothing behind.
process.on("SIGINT", () => undefined);
try {
  testPacked(home);
} catch (error) {
  console.error(`aisle: ${error.message}`);
  process.exitCode = 1;
} finally {
  if (values.keep) say(`everything is kept in ${home}`);
  else fs.rmSync(home, { recursive: true, force: true, maxRetries: 5 });
}
