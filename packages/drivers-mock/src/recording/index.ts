export { type RecordingSource, type RecordingSourceOptions, recordingSource } from "./recording-source.ts";
export { type ReplaySummary, replayInputs } from "./replay-inputs.ts";
