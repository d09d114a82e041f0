import type { StatusReason } from "@aisle/sdk";

/** Says that a device works but not well, for more than one cause: the first in the list that holds is told. */
export interface Reasons<Cause extends string> {
  set(cause: Cause, reason: StatusReason | undefined): void;
}

/** Makes the reasons of one connection, the weightiest cause first. */
export function createReasons<Cause extends string>(
  causes: readonly Cause[],
  report: (reason: StatusReason | undefined) => void,
): Reasons<Cause> {
  const held = new Map<Cause, StatusReason>();
  let told: StatusReason | undefined;
  return {
    set(cause, reason) {
      if (reason === undefined) held.delete(cause);
      else held.set(cause, reason);
      const first = causes.map((each) => held.get(each)).find((each) => each !== undefined);
      if (first?.code === told?.code && first?.message === told?.message) return;
      told = first;
      report(first);
    },
  };
}
