export { type RecordingDisk, type RecordingFile, systemDisk } from "./disk.ts";
export { type RecordingLimits, type RecordingLimitsInput, recordingLimits } from "./limits.ts";
export type { RecordedDevice, RecordingFacts } from "./metadata.ts";
export { type OpenRecordingOptions, openRecording, type Recording } from "./open-recording.ts";
export type { RecordingIssue } from "./read-file.ts";
export { type Recorder, type RecordOptions, recordHub } from "./record-hub.ts";
export {
  isReading,
  type RecordedClock,
  type RecordedGap,
  type RecordedInput,
  type RecordedStatus,
} from "./recorded-input.ts";
export type { RecorderState, RecorderStatus } from "./recorder-status.ts";
