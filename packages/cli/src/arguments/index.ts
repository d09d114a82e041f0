export {
  type CommandLine,
  type DevicesArguments,
  type DoctorArguments,
  type EmulateArguments,
  type ReplayArguments,
  type RunArguments,
  readCommandLine,
  type Speed,
} from "./command-line.ts";
export { helpText } from "./help.ts";
