import { createRequire } from "node:module";
import { type CommandLine, helpText, readCommandLine } from "./arguments/index.ts";
import { errorExitCode, exitCodes } from "./io/exit-codes.ts";
import type { CliIo } from "./io/io.ts";
import { errorLines } from "./io/print-error.ts";
import { replay } from "./replay/index.ts";

/**
 * Answers the words that follow `aisle` and gives the exit code: a replay, help and the version, and what `others` gives
 * for other commands. Never rejects.
 */
export async function answer(
  words: readonly string[],
  io: CliIo,
  others?: (line: CommandLine) => Promise<number | undefined>,
): Promise<number> {
  try {
    const line = readCommandLine(words);
    if (line.command === "replay") return await replay(line, io);
    const code = await others?.(line);
    if (code !== undefined) return code;
    io.stdout.write(
      line.command === "version" ? `${version()}\n` : helpText(line.command === "help" ? line.topic : undefined),
    );
    return exitCodes.ok;
  } catch (error) {
    io.stderr.write(`${errorLines(error).join("\n")}\n`);
    return errorExitCode(error);
  }
}

export function version(): string {
  // By its own name: the place of the manifest differs between source and build.
  const manifest = createRequire(import.meta.url)("aisle/package.json") as { readonly version: string };
  return manifest.version;
}
