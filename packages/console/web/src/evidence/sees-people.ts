import type { StoreModel } from "@aisle/sdk/store";

/** Whether anything in a store can see people: else nobody's distance is known, and "nobody was near" would be a lie. */
export function seesPeople(store: Partial<Pick<StoreModel, "cameras" | "ceilings">> | undefined): boolean {
  return store === undefined || (store.cameras?.length ?? 0) + (store.ceilings?.length ?? 0) > 0;
}
