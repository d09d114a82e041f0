import { createRequire } from "node:module";
import { helpText, readCommandLine } from "./arguments/index.ts";
import { errorExitCode, exitCodes } from "./io/exit-codes.ts";
import type { CliIo } from "./io/io.ts";
import { errorLines } from "./io/print-error.ts";
import { replay } from "./replay/index.ts";

/** Runs `aisle` with the words that follow its name and gives the exit code. Never rejects. */
export async function main(words: readonly string[], io: CliIo): Promise<number> {
  try {
    const line = readCommandLine(words);
    // What brings servers, emulators and drivers along is loaded only where it is wanted.
    if (line.command === "run") return await (await import("./run/index.ts")).run(line, io);
    if (line.command === "emulate") return await (await import("./emulate/index.ts")).emulate(line, io);
    if (line.command === "replay") return await replay(line, io);
    if (line.command === "watch") return await (await import("./replay/watch-scene.ts")).watchScene(line, io);
    if (line.command === "devices") return await (await import("./devices/index.ts")).devices(line, io);
    if (line.command === "doctor") return await (await import("./doctor/index.ts")).doctor(line, io, version());
    io.stdout.write(line.command === "help" ? helpText(line.topic) : `${version()}\n`);
    return exitCodes.ok;
  } catch (error) {
    io.stderr.write(`${errorLines(error).join("\n")}\n`);
    return errorExitCode(error);
  }
}

function version(): string {
  // By its own name: the place of the manifest differs between source and build.
  const manifest = createRequire(import.meta.url)("aisle/package.json") as { readonly version: string };
  return manifest.version;
}
