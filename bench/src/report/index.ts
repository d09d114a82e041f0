export { type Bar, barLine, isKept } from "./bar.ts";
export { type Draws, drawsOf } from "./draws.ts";
export { type Contender, kept, medianOf, sideBySide, type Timing } from "./side-by-side.ts";
export { number, percent, tableLines } from "./table.ts";
