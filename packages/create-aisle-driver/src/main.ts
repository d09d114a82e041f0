import { fileURLToPath } from "node:url";
import { askChoices } from "./ask-choices.ts";
import { create } from "./create.ts";

process.exitCode = await create(process.argv.slice(2), {
  templates: fileURLToPath(new URL("../templates", import.meta.url)),
  cwd: process.cwd(),
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  ask: process.stdin.isTTY && process.stdout.isTTY ? askChoices : undefined,
});
