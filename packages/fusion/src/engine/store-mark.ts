import { AisleError } from "@aisle/sdk";
import type { StoreModel } from "@aisle/sdk/store";

/** The version of snapshots that this engine takes and understands. */
const version = 4;

/**
 * A number that differs, but for one chance in four thousand million, between stores whose devices, plates or products
 * are not the same in the same order: what a snapshot counts on. FNV-1a over their ids.
 */
export function markOf({ gates, cameras, ceilings, shelves, products }: StoreModel): number {
  const ids = [
    ...[gates, cameras, ceilings].map((things) => things.map(({ id }) => id)),
    ...shelves.map(({ id, plates }) => [id, ...plates.map((plate) => plate.id)]),
    products.map(({ gtin }) => gtin),
  ];
  let mark = 0x811c9dc5;
  for (const unit of JSON.stringify(ids)) mark = Math.imul(mark ^ unit.charCodeAt(0), 0x01000193);
  return mark >>> 0;
}

/** @throws AisleError `fusion.snapshot-invalid` for a snapshot of another version or store. */
export function checkSnapshot(snapshot: { readonly version: number; readonly store: number }, store: number): void {
  if (snapshot.version !== version) {
    throw invalid(`The snapshot is of version ${snapshot.version}; this engine takes version ${version}.`);
  }
  if (snapshot.store !== store) {
    throw invalid("The snapshot is of a store with other gates, cameras, shelves, plates or products than this one.");
  }
}

function invalid(message: string): AisleError {
  return new AisleError("fusion.snapshot-invalid", message, {
    category: "input",
    remedy: "Restore a snapshot taken by this version with the same store model, or start afresh.",
  });
}
