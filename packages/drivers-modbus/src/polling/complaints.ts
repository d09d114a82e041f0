import type { StatusReason } from "@aisle/sdk";

/** What is wrong with a device that works all the same, by name. */
export interface Complaints {
  /** Says what is wrong, or with `undefined` that it no longer is. The same words again change nothing. */
  set(name: string, reason: StatusReason | undefined): void;
}

/** Tells the hub of the oldest complaint that still stands, and that all is well when none does. */
export function complaints(report: (reason: StatusReason | undefined) => void): Complaints {
  const standing = new Map<string, StatusReason>();
  let told: StatusReason | undefined;
  return {
    set(name, reason) {
      if (reason === undefined) standing.delete(name);
      else standing.set(name, reason);
      const [first] = standing.values();
      if (first?.code === told?.code && first?.message === told?.message) return;
      told = first;
      report(first);
    },
  };
}
