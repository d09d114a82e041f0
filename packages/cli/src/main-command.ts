import { answer, version } from "./answer.ts";
import type { CliIo } from "./io/io.ts";

/** Runs `aisle` with the words that follow its name and gives the exit code. Never rejects. */
export function main(words: readonly string[], io: CliIo): Promise<number> {
  return answer(words, io, async (line) => {
    // What brings servers, emulators and drivers along is loaded only where it is wanted.
    if (line.command === "run") return (await import("./run/index.ts")).run(line, io);
    if (line.command === "emulate") return (await import("./emulate/index.ts")).emulate(line, io);
    if (line.command === "watch") return (await import("./replay/watch-scene.ts")).watchScene(line, io);
    if (line.command === "devices") return (await import("./devices/index.ts")).devices(line, io);
    if (line.command === "doctor") return (await import("./doctor/index.ts")).doctor(line, io, version());
    return undefined;
  });
}
