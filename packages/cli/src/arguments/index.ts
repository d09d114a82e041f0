export {
  type CommandLine,
  type DevicesArguments,
  type DoctorArguments,
  type EmulateArguments,
  type RunArguments,
  readCommandLine,
} from "./command-line.ts";
export { helpText } from "./help.ts";
export type { Speed } from "./numbers.ts";
export type { PageArguments } from "./page-arguments.ts";
export type { ReplayArguments, WatchArguments } from "./replay-arguments.ts";
