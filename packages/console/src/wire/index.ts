export type { Chunk, MomentAnswer, TapeRange } from "./chunk.ts";
export type {
  CommandAnswer,
  CommandRequest,
  GateFinding,
  InstallRequest,
  PlateFinding,
  ServiceRequest,
  WireError,
} from "./commands.ts";
export type { Evidence, EvidenceCurve, EvidenceExplained, EvidenceReach, EvidenceStep } from "./evidence.ts";
export { type CameraSight, type Frame, interpolateFrames, type PersonFrame, type SeenBox } from "./frame.ts";
export { apiPath, type Hello, wireVersion } from "./hello.ts";
export type {
  DeviceItem,
  EventItem,
  FrameItem,
  GateItem,
  HealthItem,
  LostItem,
  NoteItem,
  StateItem,
  TapeItem,
  WireItem,
} from "./items.ts";
export type { Mark, MarkKind } from "./mark.ts";
export type { PlateState, PlateStatistics } from "./plates.ts";
export { emptyState, foldItem, type ReceiptState, type SessionState, type StoreState } from "./state.ts";
export type { JudgedItem, TruthOverlay, TruthPath } from "./truth.ts";
