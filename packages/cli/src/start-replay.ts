import { answer } from "./answer.ts";
import { runProgram } from "./io/run-program.ts";

/** Runs `aisle replay`, without its page, as this process. Built into one file; it loads nothing else. */
export const start = (words: readonly string[]): Promise<void> => runProgram(answer, words);
