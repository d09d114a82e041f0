export { type Bar, barLine, isKept } from "./bar.ts";
export { type Contender, kept, medianOf, sideBySide, type Timing } from "./side-by-side.ts";
export { number, percent, tableLines } from "./table.ts";
