export { checkRecordFolder, closeRecorder, recordStore } from "./record-store.ts";
export {
  isRecording,
  openReplayable,
  playInputs,
  type ReplayableRecording,
  type ReplayListener,
} from "./replay-recording.ts";
