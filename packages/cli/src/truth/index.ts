export { type CheckedReceipt, compareReceipt, type Items } from "./compare.ts";
export { createReceiptCheck, type ReceiptCheck, type ReceiptCounts } from "./receipt-check.ts";
