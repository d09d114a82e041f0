import { runProgram } from "./io/run-program.ts";
import { main } from "./main-command.ts";

/** Runs any command of `aisle` as this process. */
export const start = (words: readonly string[]): Promise<void> => runProgram(main, words);
