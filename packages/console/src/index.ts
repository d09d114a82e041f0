export type { ConsoleSource } from "./console-source.ts";
export { consoleErrorCodes } from "./error-codes.ts";
export { createInstallWriter, type InstallWriterOptions } from "./install-writer/index.ts";
export {
  type HubSource,
  type WatchedFusion,
  type WatchedHub,
  type WatchHubOptions,
  watchHub,
} from "./live/index.ts";
export {
  type FollowedHub,
  type Replay,
  type ReplayListener,
  type ReplayOptions,
  type ReplayPlayer,
  watchReplay,
} from "./replay/index.ts";
export {
  type Console,
  type ConsoleOptions,
  createConsole,
  type ServedConsole,
  type ServeOptions,
  serveConsole,
} from "./server/index.ts";
export { checkTruth, type ReplayTruth } from "./truth/index.ts";
