import { createRequire } from "node:module";
import { helpText, readCommandLine, type WatchArguments } from "./arguments/index.ts";
import { devices } from "./devices/index.ts";
import { doctor } from "./doctor/index.ts";
import { emulate } from "./emulate/index.ts";
import { errorExitCode, exitCodes } from "./io/exit-codes.ts";
import type { CliIo } from "./io/io.ts";
import { errorLines } from "./io/print-error.ts";
import { replay } from "./replay/index.ts";
import { run } from "./run/index.ts";

/** Runs `aisle` with the words that follow its name and gives the exit code. Never rejects. */
export async function main(words: readonly string[], io: CliIo): Promise<number> {
  try {
    const line = readCommandLine(words);
    if (line.command === "run") return await run(line, io);
    if (line.command === "emulate") return await emulate(line, io);
    if (line.command === "replay") return await replay(line, io);
    if (line.command === "watch") return await watch(line, io);
    if (line.command === "devices") return await devices(line, io);
    if (line.command === "doctor") return await doctor(line, io, version());
    io.stdout.write(line.command === "help" ? helpText(line.topic) : `${version()}\n`);
    return exitCodes.ok;
  } catch (error) {
    io.stderr.write(`${errorLines(error).join("\n")}\n`);
    return errorExitCode(error);
  }
}

/** Loaded only where it is wanted: the page brings a server along. */
async function watch(args: WatchArguments, io: CliIo): Promise<number> {
  const { watchScene } = await import("./replay/watch-scene.ts");
  return watchScene(args, io);
}

function version(): string {
  // By its own name: the place of the manifest differs between source and build.
  const manifest = createRequire(import.meta.url)("aisle/package.json") as { readonly version: string };
  return manifest.version;
}
