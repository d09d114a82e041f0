import { fileURLToPath } from "node:url";
import { loadCompiled } from "./io/compiled-program.ts";

type StartReplay = typeof import("./start-replay.ts");

const program = loadCompiled<StartReplay>(fileURLToPath(new URL("./start-replay.cjs", import.meta.url)));

/** Runs `aisle replay` from its one built file, and keeps what a replay that went well has compiled of it. */
export const start: StartReplay["start"] = async (words) => {
  await program.exports.start(words);
  const hasReplayed = process.exitCode === 0 && !words.includes("--help") && !words.includes("-h");
  if (hasReplayed && !program.found) program.keep();
};
