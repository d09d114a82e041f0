/**
 * Runs the commands whose figures stand in RESULTS.md, one after the other, and writes what they say there; sections of
 * commands that are not run stay as they are.
 *
 *     npm run -s bench -- results [--only COMMAND,COMMAND] [--scenes DIR]
 */
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import { availableParallelism } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { pageOf, sectionsOf, sectionText } from "./results/page.ts";
import { sections } from "./results/sections.ts";
import { scenesFolder } from "./stores/index.ts";

const { values } = parseArgs({
  options: { only: { type: "string", default: "" }, scenes: { type: "string", default: scenesFolder } },
});
const page = path.resolve(import.meta.dirname, "../RESULTS.md");
const texts = new Map(fs.existsSync(page) ? sectionsOf(fs.readFileSync(page, "utf8")) : []);
const machine = `${availableParallelism()} cores, Node ${process.versions.node}`;
const asked = values.only === "" ? undefined : values.only.split(",");
let failed = 0;
for (const section of sections) {
  const program = path.join(import.meta.dirname, `${section.command}.ts`);
  if (!fs.existsSync(program) || asked?.includes(section.command) === false) continue;
  process.stderr.write(`${section.command} …\n`);
  const args = [...section.args, ...(section.scenes ? ["--scenes", values.scenes] : [])];
  const flags = ["--import", "tsx", "--conditions=aisle-source"];
  const run = spawnSync(process.execPath, [...flags, program, ...args], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
    maxBuffer: 1 << 26,
  });
  if (run.stdout.trim() === "") {
    console.error(`bench: ${section.command} said nothing and ended with ${run.status ?? run.signal ?? ""}`);
    failed++;
    continue;
  }
  texts.set(section.command, sectionText(section, { machine, output: run.stdout }));
  // After each, so that a run that is cut short is not lost.
  fs.writeFileSync(page, pageOf(sections, texts));
}
process.exitCode = failed === 0 ? 0 : 1;
