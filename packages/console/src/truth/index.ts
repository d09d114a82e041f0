export { exactReceipts } from "./exact-receipts.ts";
export { judge } from "./judge.ts";
export { createLedger } from "./ledger.ts";
export { truthOverlay } from "./overlay.ts";
export { checkTruth, type ReplayTruth } from "./replay-truth.ts";
