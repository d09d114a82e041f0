import type { PlateFinding } from "../../../../src/wire/index.ts";

const key = (store: string): string => `aisle.plate-check.${store}`;

/** Findings of a check that was broken off, such as by a phone that was locked; empty where there are none. */
export function keptFindings(store: string, storage?: Pick<Storage, "getItem">): readonly PlateFinding[] {
  try {
    // A browser that forbids it already throws when it is asked for.
    const kept: unknown = JSON.parse((storage ?? localStorage).getItem(key(store)) ?? "[]");
    return Array.isArray(kept) ? kept.filter(isFinding) : [];
  } catch {
    return [];
  }
}

/** Keeps findings in this browser; a browser that keeps nothing is no error. */
export function keepFindings(
  store: string,
  findings: readonly PlateFinding[],
  storage?: Pick<Storage, "setItem">,
): void {
  try {
    (storage ?? localStorage).setItem(key(store), JSON.stringify(findings));
  } catch {
    // Private windows and full stores: the check goes on, it just cannot be taken up again.
  }
}

const states: readonly string[] = ["ok", "dead", "rattle", "drift", "untouched", "crossed"];

function isFinding(value: unknown): value is PlateFinding {
  const { plate, state } = (value ?? {}) as { plate?: unknown; state?: unknown };
  return typeof plate === "string" && typeof state === "string" && states.includes(state);
}
