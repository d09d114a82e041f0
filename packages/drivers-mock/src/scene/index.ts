export { openScene, type Scene, type SceneOptions } from "./open-scene.ts";
export { devicesOf, type SceneDevice } from "./scene-devices.ts";
export { describeIssue, type IssueCounts, type SceneIssue, type SceneProblem } from "./scene-issue.ts";
export type { SceneParts } from "./scene-parts.ts";
export type { SceneReading } from "./scene-reading.ts";
export type { SceneTruth, TruthInteraction, TruthReceipt } from "./scene-truth.ts";
export { openSeekableScene, type SeekableScene, type SeekableSceneOptions } from "./seekable-scene.ts";
export { type WrittenScene, writeScene } from "./write-scene.ts";
