// What a consumer does with one version of Node. Every step gives bytes that have to be the same on every other.
import fs from "node:fs";
import path from "node:path";
import { outputOf, withFiles } from "./outcome.mjs";
import { runNode } from "./run-program.mjs";
import { commandTrials } from "./try-commands.mjs";
import { tryExports } from "./try-exports.mjs";
import { commandsOf, examples } from "./workspace-packages.mjs";

/** Drivers load their native addons when they open a device; here nothing is open, so they are loaded by hand. */
const loadAddons = `
  const { SerialPort } = require("serialport");
  const { HIDAsync } = require("node-hid");
  console.log(typeof SerialPort.list, typeof HIDAsync.open);`;

/**
 * Tries everything with `node`; `plain` holds the packages alone, `consumer` the project with the examples. Gives a
 * map from step to `{ output }` or `{ problem }`.
 */
export function trial({ node, packed, plain, consumer }) {
  // Inside the project, so that what is written there finds the project's packages.
  const work = path.join(consumer, "work");
  fs.mkdirSync(work, { recursive: true });
  const steps = new Map();
  const run = (cwd, ...args) => runNode(node.path, args, { cwd });
  const step = (name, act) => {
    const result = act();
    const nothing = result.problem === undefined && result.output.length === 0;
    steps.set(name, nothing ? { problem: "it ended well and gave nothing" } : result);
  };
  for (const { manifest } of packed) {
    step(`exports of ${manifest.name}`, () => tryExports({ manifest, plain, consumer, run }));
    for (const [command, file] of commandsOf(manifest)) {
      const program = path.join(consumer, "node_modules", manifest.name, file);
      step(`${command} --help`, () => outputOf(run(work, program, "--help")));
      commandTrials[command]?.({ manifest, program, consumer, work, run, step });
    }
  }
  step("native addons", () => outputOf(run(consumer, "--eval", loadAddons)));
  for (const example of examples()) tryExample({ ...example, consumer, work, run, step });
  return steps;
}

function tryExample({ folder, manifest, consumer, work, run, step }) {
  const name = path.basename(folder);
  if (manifest.scripts?.start !== undefined) {
    const program = path.join(consumer, "built/examples", name, "src/main.js");
    step(`example ${name}`, () => withFiles(work, (cwd) => outputOf(run(cwd, program))));
  }
  // A plugin's own tests: conformance outside the workspace.
  if (manifest.aisle !== undefined) {
    const vitest = path.join(consumer, "node_modules/vitest/vitest.mjs");
    const home = path.join(consumer, "examples", name);
    step(`tests of example ${name}`, () => {
      const { problem } = run(home, vitest, "run", "--root", home);
      return problem === undefined ? { output: Buffer.from("passed") } : { problem };
    });
  }
}
