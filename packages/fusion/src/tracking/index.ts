export { armLength, walkingSpeed } from "./body-limits.ts";
export { inside, rimDistance } from "./floor-plan.ts";
export type { SensorScan } from "./scan.ts";
export type { SensorReport } from "./sensor-report.ts";
export type { Reach, TrackEvent, Tracking, TrackView } from "./track.ts";
export { createTracker, type Tracker, type TrackerSnapshot } from "./tracker.ts";
