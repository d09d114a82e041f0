// What has to be true of a package before anybody gets it.
import path from "node:path";
import { root, tool } from "../setup.mjs";
import { runNode } from "./run-program.mjs";
import { readTarball } from "./tarball.mjs";

/** What npm runs when somebody installs a package; no package of ours may have one. */
export const installScripts = ["preinstall", "install", "postinstall"];

const unwanted = [
  [/\.test\.|(?:^|\/)test\//, "a test"],
  [/(?:^|\/)node_modules\//, "somebody else's code"],
  [/(?:^|\/)\.(?:env|npmrc)/, "a file that may hold secrets"],
];

/** What is wrong with what is packed, by our own rules. */
function problemsOf(tarball) {
  const files = readTarball(tarball);
  const text = files.get("package.json")?.toString() ?? "{}";
  const { name = tarball, scripts = {}, engines = {} } = JSON.parse(text);
  const problems = [];
  for (const word of ["workspace:", "catalog:", "aisle-source"]) {
    if (text.includes(word)) problems.push(`its package.json still says "${word}"`);
  }
  for (const script of installScripts) if (script in scripts) problems.push(`it has a ${script} script`);
  if (engines.node === undefined) problems.push("it does not say which Node it needs (engines.node)");
  for (const file of ["LICENSE", "README.md"]) if (!files.has(file)) problems.push(`it has no ${file}`);
  problems.push(...problemsOfPage(name, files));
  for (const [pattern, what] of unwanted) {
    // A scaffolder's templates hold the tests of what it writes.
    const found = [...files.keys()].find((file) => pattern.test(file) && !file.startsWith("templates/"));
    if (found !== undefined) problems.push(`it holds ${what}: ${found}`);
  }
  return problems.map((problem) => `${name}: ${problem}`);
}

/** A package with a page has to hold every file that the page asks for, and nothing that a strict policy forbids. */
function problemsOfPage(name, files) {
  const page = files.get("dist/web/index.html")?.toString();
  if (page === undefined) return name === "@aisle/console" ? ["it has no page in dist/web"] : [];
  const addresses = [...page.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, address]) => address);
  const missing = addresses.filter((address) => !files.has(path.posix.join("dist/web", address)));
  const problems = missing.map((address) => `its page asks for ${address}, which is not there`);
  if (!addresses.some((address) => address.endsWith(".js"))) problems.push("its page has no script");
  if (/<style|\sstyle=|<script(?![^>]*\ssrc=)/.test(page)) problems.push("its page has styles or scripts of its own");
  return problems;
}

/** Every complaint about a tarball: by our rules, publint's and attw's. */
export function checkTarball(tarball) {
  const problems = problemsOf(tarball);
  const linters = [
    [tool("publint", "src/cli.js"), "run", tarball, "--strict"],
    // Node 10 and `require` are not promised: the packages are ESM.
    [
      tool("@arethetypeswrong/cli", "dist/index.js"),
      tarball,
      "--profile",
      "esm-only",
      "--no-emoji",
      "--format",
      "ascii",
    ],
  ];
  for (const args of linters) {
    const { stdout, stderr, problem } = runNode(process.execPath, args, { cwd: root });
    // Without anything on stderr the problem holds what was written to stdout already.
    if (problem !== undefined)
      problems.push(stderr.trim() === "" ? problem : `${problem}\n${stdout.toString().trim()}`);
  }
  return problems;
}
