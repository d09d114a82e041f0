export type { FollowedHub, ReplayListener, ReplayOptions, ReplayPlayer } from "./replay-options.ts";
export { type Replay, watchReplay } from "./watch-replay.ts";
