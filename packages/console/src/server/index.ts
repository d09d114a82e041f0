export type { ConsoleOptions } from "./console-options.ts";
export { type Console, createConsole } from "./create-console.ts";
export { type ServedConsole, type ServeOptions, serveConsole } from "./serve-console.ts";
