// Runs programs to their end without a shell, so that paths with spaces and Windows need no care.
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";

/** Longer than anything here takes, in milliseconds; what hangs is ended. */
const patience = 300_000;

/** The caller's environment without what `npm run` added to it and without colours. */
function cleanEnvironment() {
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^npm_(lifecycle|package|config_(loglevel|engine|local_prefix))/i.test(name) && name !== "FORCE_COLOR",
  );
  return { ...Object.fromEntries(kept), NO_COLOR: "1" };
}

/**
 * Runs `node` with `args`. Gives `{ stdout, stderr, problem }`: stdout as bytes, and in `problem` why it did not end
 * well, `undefined` where it did.
 */
export function runNode(node, args, { cwd, env = {} }) {
  const result = spawnSync(node, args, {
    cwd,
    env: { ...cleanEnvironment(), ...env },
    stdio: ["ignore", "pipe", "pipe"],
    timeout: patience,
    killSignal: "SIGKILL",
    maxBuffer: 256 * 1024 * 1024,
    windowsHide: true,
  });
  // The terminal sends Ctrl-C to the program too: nothing more is to be started then.
  if (result.signal === "SIGINT" || result.status === 130) throw new Error("interrupted");
  const stderr = String(result.stderr ?? "");
  const stdout = result.stdout ?? Buffer.alloc(0);
  if (result.error === undefined && result.status === 0) return { stdout, stderr };
  const how = result.error?.message ?? `ended with ${result.status ?? result.signal}`;
  const said = `${stderr.trim() || stdout.toString().trim()}`.slice(-4_000);
  return { stdout, stderr, problem: `${[path.basename(args[0]), ...args.slice(1)].join(" ")} ${how}\n${said}` };
}

/** The same with this process's own Node, and throwing where it did not end well; gives stdout as text. */
export function mustRun(args, options) {
  const { stdout, problem } = runNode(process.execPath, args, options);
  if (problem !== undefined) throw new Error(problem);
  return stdout.toString();
}

/** Path of npm's own program: the one that runs us, or the one that came with this Node. */
function npmProgram() {
  const folder = path.dirname(process.execPath);
  const candidates = [
    process.env.npm_execpath ?? "",
    path.join(folder, "node_modules/npm/bin/npm-cli.js"),
    path.join(folder, "../lib/node_modules/npm/bin/npm-cli.js"),
  ];
  const found = candidates.find((file) => path.basename(file) === "npm-cli.js" && fs.existsSync(file));
  if (found === undefined) throw new Error("npm was not found beside Node; start this with `npm run`");
  return found;
}

/** Runs npm in `cwd`; gives what it wrote. */
export function npm(args, { cwd }) {
  return mustRun([npmProgram(), ...args, "--loglevel=error", "--no-audit", "--no-fund"], { cwd });
}

/** Runs the workspace's pnpm in `cwd`; gives what it wrote. */
export function pnpm(args, { cwd, version }) {
  return mustRun([npmProgram(), "exec", "--yes", "--loglevel=error", `--package=${version}`, "--", "pnpm", ...args], {
    cwd,
  });
}
