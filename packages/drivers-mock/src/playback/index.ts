export type { Pace } from "./pacing.ts";
export {
  createPlayback,
  type Playback,
  type PlaybackOptions,
  type PlaybackSummary,
  type RunOptions,
} from "./playback.ts";
export type { ReadingSource } from "./reading-source.ts";
export type { SceneTransport } from "./switchboard.ts";
