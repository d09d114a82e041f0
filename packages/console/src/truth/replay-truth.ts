import { AisleError } from "@aisle/sdk";

/** What one shopper, or a group under one credential, really took. Times in ms since the epoch. */
export interface TruthReceipt {
  /** `null` for somebody who came in without one. */
  readonly credential: string | null;
  readonly persons: readonly string[];
  readonly enteredAt: number;
  readonly exitedAt: number;
  readonly items: readonly { readonly gtin: string; readonly quantity: number }[];
}

/** What one hand really did at one plate. */
export interface TruthInteraction {
  /** When the weight changed. */
  readonly t: number;
  /** When the hand drew back. */
  readonly left?: number;
  readonly person: string;
  readonly kind: "pick" | "return" | "touch";
  readonly plate: string;
  readonly gtin?: string;
  readonly quantity?: number;
}

/** What really happened in a recording: the shape of a scene's `truth.json`. */
export interface ReplayTruth {
  readonly receipts: readonly TruthReceipt[];
  readonly interactions: readonly TruthInteraction[];
  /** For each person: milliseconds after `t0`, and metres on the floor. */
  readonly paths: Readonly<Record<string, readonly (readonly [ms: number, x: number, y: number])[]>>;
  /** Milliseconds since the epoch. */
  readonly t0: number;
}

/**
 * Checks what was read from a `truth.json`; fields that nobody here knows are left alone.
 *
 * @throws AisleError `console-truth-invalid` (input) that names the first field that is not right.
 */
export function checkTruth(value: unknown): ReplayTruth {
  const truth = fieldsOf(value, "the whole");
  if (!isNumber(truth["t0"])) refuse("t0", "milliseconds since the epoch");
  const paths = fieldsOf(truth["paths"], "paths");
  for (const [person, points] of Object.entries(paths)) {
    if (!listOf(points, `paths.${person}`).every(isPoint)) refuse(`paths.${person}`, "a list of [ms, x, y]");
  }
  listOf(truth["receipts"], "receipts").forEach((receipt, i) => checkReceipt(receipt, `receipts[${i}]`));
  listOf(truth["interactions"], "interactions").forEach((each, i) => checkInteraction(each, `interactions[${i}]`));
  // Checked above, field by field.
  return value as ReplayTruth;
}

function checkReceipt(value: unknown, at: string): void {
  const { credential, persons, enteredAt, exitedAt, items } = fieldsOf(value, at);
  if (credential !== null && typeof credential !== "string") refuse(`${at}.credential`, "text or null");
  if (!listOf(persons, `${at}.persons`).every(isText)) refuse(`${at}.persons`, "a list of names");
  if (!isNumber(enteredAt) || !isNumber(exitedAt)) refuse(at, "enteredAt and exitedAt in ms since the epoch");
  for (const item of listOf(items, `${at}.items`)) {
    const { gtin, quantity } = fieldsOf(item, `${at}.items`);
    if (!isText(gtin) || !isCount(quantity)) refuse(`${at}.items`, "a gtin and a quantity of 1 or more");
  }
}

function checkInteraction(value: unknown, at: string): void {
  const { t, left, person, kind, plate, gtin, quantity } = fieldsOf(value, at);
  if (!isNumber(t)) refuse(`${at}.t`, "milliseconds since the epoch");
  if (left !== undefined && !isNumber(left)) refuse(`${at}.left`, "milliseconds since the epoch");
  if (!isText(person) || !isText(plate)) refuse(at, "a person and a plate");
  if (kind !== "pick" && kind !== "return" && kind !== "touch") refuse(`${at}.kind`, "pick, return or touch");
  if (gtin !== undefined && !isText(gtin)) refuse(`${at}.gtin`, "a gtin");
  if (quantity !== undefined && !isCount(quantity)) refuse(`${at}.quantity`, "a quantity of 1 or more");
}

function fieldsOf(value: unknown, at: string): Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) refuse(at, "an object");
  return value as Readonly<Record<string, unknown>>;
}

function listOf(value: unknown, at: string): readonly unknown[] {
  if (!Array.isArray(value)) refuse(at, "a list");
  return value as readonly unknown[];
}

function isNumber(value: unknown): value is number {
  return typeof value === "number" && Number.isFinite(value);
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}

function isCount(value: unknown): boolean {
  return isNumber(value) && Number.isInteger(value) && value >= 1;
}

function isPoint(value: unknown): boolean {
  return Array.isArray(value) && value.length === 3 && value.every(isNumber);
}

function refuse(at: string, expected: string): never {
  throw new AisleError(
    "console-truth-invalid",
    `The truth of a recording is not right at ${at}: expected ${expected}.`,
    {
      category: "input",
      remedy: "Give it as a scene's truth.json has it, or leave it out.",
    },
  );
}
