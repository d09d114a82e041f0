export { type RecordingSource, type RecordingSourceOptions, recordingSource } from "./recording-source.ts";
export { type ReplayableInputs, type ReplaySummary, replayInputs } from "./replay-inputs.ts";
export { readingOf, sceneInputs } from "./scene-inputs.ts";
