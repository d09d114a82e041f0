export { familyOf } from "./family.ts";
export {
  readTruth,
  recordedRun,
  type SceneScorer,
  sceneScorer,
  scenesFolder,
  scenesOf,
  type TrackLine,
  type TrackScore,
  trackScorer,
} from "./recorded.ts";
export { type EngineOutcome, everyMs, runEngine, scored } from "./run-engine.ts";
export { type SimulatedOptions, simulatedRun, simulatedStores } from "./simulated.ts";
export { inputsOf, type StoreRun } from "./store-run.ts";
