export { type SpotScore, scoreSpots } from "./score-spots.ts";
export { type Following, movingThings, nearest, ours } from "./trackers.ts";
export { type Frame, framesOf, type Walkers } from "./walkers.ts";
