// `node scripts/with-setup.mjs COMMAND [ARGS]`: sets up what the command needs, then runs it.
import { spawn } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { root, run, setUp, tool } from "./setup.mjs";

const node = process.execPath;

/** Steps of `npm test` before the tests themselves: quick to fail, and each says what it is. */
const checks = [
  ["types", [tool("typescript", "bin/tsc"), "--project", "tsconfig.json"]],
  ["types of the page", [tool("typescript", "bin/tsc"), "--project", "packages/console/web/tsconfig.json"]],
  ["lint", [tool("eslint", "bin/eslint.js"), "--max-warnings=0", "."]],
  ["format", [tool("@biomejs/biome", "bin/biome"), "check", "."]],
  ["unused code and dependencies", [tool("knip", "bin/knip.js")]],
  ["arrows between packages", ["scripts/check-arrows.mjs"]],
];

function check() {
  for (const [name, args] of checks) {
    console.error(`aisle: checking ${name}`);
    run(node, args);
  }
}

/** Runs a program in the caller's folder with the caller's terminal; ends as it ends. */
function become(args, cwd = process.env.INIT_CWD ?? process.cwd()) {
  const child = spawn(node, args, { cwd, stdio: "inherit" });
  // The terminal sends Ctrl-C to both; the child decides when to end.
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  child.on("error", (error) => fail(error));
  child.on("exit", (code, signal) => process.exit(code ?? (signal === "SIGINT" ? 130 : 143)));
}

function fail(error) {
  console.error(`aisle: ${error.message}`);
  process.exit(1);
}

/** Runs a TypeScript program of the workspace from its sources. */
function runSource(file, args) {
  const program = path.join(root, file);
  if (!fs.existsSync(program)) {
    const folder = path.dirname(file.endsWith("main.ts") ? path.dirname(path.dirname(program)) : program);
    throw new Error(`there is no ${file}; look into ${path.relative(root, folder)}`);
  }
  become(["--import", "tsx", "--conditions=aisle-source", program, ...args], root);
}

const commands = {
  setup: () => setUp({ built: true }),
  aisle: (args) => {
    setUp({ built: true });
    become([path.join(root, "packages/cli/bin/aisle.mjs"), ...args]);
  },
  check: () => {
    setUp({ built: false });
    check();
  },
  test: (args) => {
    setUp({ built: true });
    if (args.length === 0) check();
    become([tool("vitest", "vitest.mjs"), "run", ...args], root);
  },
  bench: ([name = "accuracy", ...args]) => {
    setUp({ built: true });
    runSource(path.join("bench/src", `${name}.ts`), args);
  },
  mutation: ([room = "*", ...args]) => {
    setUp({ built: false });
    process.env["AISLE_MUTATE"] = room;
    become([tool("@stryker-mutator/core", "bin/stryker.js"), "run", ...args], root);
  },
  example: ([name = "quickstart", ...args]) => {
    setUp({ built: false });
    runSource(path.join("examples", name, "src/main.ts"), args);
  },
};

const [name, ...args] = process.argv.slice(2);
const command = Object.hasOwn(commands, name ?? "") ? commands[name] : undefined;
if (!command) fail(new Error(`no command ${name}; there are ${Object.keys(commands).join(", ")}`));
try {
  command(args);
} catch (error) {
  fail(error);
}
