export { cliErrorCodes } from "./io/error-codes.ts";
export { exitCodes } from "./io/exit-codes.ts";
export type { CliIo, CliOutput, Interrupt } from "./io/io.ts";
export { main } from "./main-command.ts";
