// Uses the commands that the packages bring; what is known about one beyond `--help` stands here under its name.
import fs from "node:fs";
import path from "node:path";
import { root } from "../setup.mjs";
import { outputOf, withFiles } from "./outcome.mjs";

const scenes = path.join(root, "examples/scenes");

export const commandTrials = {
  /** The command line on a simulated store, and on every recorded scene of the repository. */
  aisle({ manifest, program, work, run, step }) {
    step("aisle --version", () => {
      const result = outputOf(run(work, program, "--version"));
      const version = result.output?.toString().trim();
      if (version === undefined || version === manifest.version) return result;
      return { problem: `aisle --version says ${version}, and the package is ${manifest.version}` };
    });
    step("aisle run --for 60", () =>
      outputOf(run(work, program, "run", "--for", "60", "--speed", "max", "--json", "--page", "off")),
    );
    step("page of aisle run", () => outputOf(run(work, path.join(root, "scripts/packed/try-page.mjs"), program)));
    for (const scene of fs.readdirSync(scenes).sort()) {
      const args = ["replay", path.join(scenes, scene), "--receipts", "receipts.json", "--events", "events.jsonl"];
      // Quiet, because the summary tells how fast this machine is.
      step(`aisle replay ${scene}`, () =>
        withFiles(work, (cwd) => outputOf(run(cwd, program, ...args, "--strict", "--quiet"))),
      );
    }
  },

  /** A new driver, which has to pass the compiler and its own tests at once. */
  "create-aisle-driver"({ program, consumer, work, run, step }) {
    const choices = ["--name", "aisle-driver-trial", "--kind", "barcode-scanner", "--transport", "tcp"];
    step("create-aisle-driver", () => {
      const written = withFiles(work, (cwd) => outputOf(run(cwd, program, "driver", ...choices)));
      if (written.problem !== undefined) return written;
      const home = path.join(work, "driver");
      const tools = path.join(consumer, "node_modules");
      const compiled = run(home, path.join(tools, "typescript/bin/tsc"), "--project", home);
      if (compiled.problem !== undefined) return compiled;
      const tested = run(home, path.join(tools, "vitest/vitest.mjs"), "run", "--root", home);
      return tested.problem === undefined ? written : tested;
    });
  },
};
