export { staffByList } from "@aisle/sdk";
export { createEngine, type Engine, type EngineOptions, type EngineSnapshot } from "./engine/engine.ts";
export type { Closing, DeviceStatusInput, EngineInput, Tick } from "./engine/engine-input.ts";
export { type FuseOptions, type Fusion, fuse, type ReadingHub } from "./engine/fuse.ts";
export type { Person, PersonReach } from "./engine/person.ts";
export { fusionErrorCodes } from "./error-codes.ts";
export type {
  ExplainedAlternative,
  ExplainedCandidate,
  LineExplanation,
  UnitExplanation,
} from "./events/line-explanation.ts";
export type {
  CartLine,
  CartUnit,
  InteractionEvidence,
  Receipt,
  RevisionReason,
  SessionClosing,
  StoreEvent,
  StoreEventOf,
  StoreEventType,
} from "./events/store-event.ts";
export type { DeviceCounts } from "./order/index.ts";
export type { IdentityDoubt } from "./sessions/index.ts";
export type { ChangeCurve } from "./shelf/weight-change.ts";
export type { SensorReport } from "./tracking/index.ts";
