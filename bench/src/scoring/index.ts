export { type Honesty, honestyOf, quantile } from "./honesty.ts";
export {
  addScores,
  f1,
  noScore,
  type Score,
  type ScoredReceipt,
  type ScoredReceipts,
  type ScoredUnit,
} from "./score.ts";
export { scoreReceipts } from "./score-receipts.ts";
