export type { ConsoleSource } from "./console-source.ts";
