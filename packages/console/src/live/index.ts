export { type HubSource, type WatchedFusion, type WatchedHub, type WatchHubOptions, watchHub } from "./watch-hub.ts";
