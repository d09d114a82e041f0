export { marketLike, small, withCrowd } from "./stores.ts";
export { type StoreTime, timeStore } from "./time-store.ts";
