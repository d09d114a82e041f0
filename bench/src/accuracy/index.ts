export { accuracyBars } from "./accuracy-bars.ts";
export { accuracyTable, honestyTable } from "./accuracy-tables.ts";
export { type Measured, nothing, together } from "./measure.ts";
export { receiptDelays } from "./receipt-delays.ts";
export { replayScene } from "./replay-scene.ts";
