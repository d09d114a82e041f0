export { chooseView } from "./choose-view.ts";
export { createLiveStore, type LiveStore } from "./live-store.ts";
export type { RunSummary, StoreView } from "./store-view.ts";
export { momentOfDay, plain, timeOfDay } from "./words.ts";
