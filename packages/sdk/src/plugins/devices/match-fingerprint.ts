import type { DeviceFacts } from "../../transports/discovery.ts";
import type { Fingerprint } from "../manifest/fingerprint-schema.ts";

type Value = string | number;

/**
 * How well what was discovered fits a fingerprint, from 0 (it does not) to 1.
 *
 * A fact that is there and differs makes it 0. Otherwise it is the fingerprint's confidence times the share of its
 * facts that are there: what a transport cannot tell on some platform makes it less sure, not wrong.
 */
export function matchFingerprint({ facts: wanted, confidence = 1 }: Fingerprint, facts: DeviceFacts): number {
  const names = Object.keys(wanted);
  let there = 0;
  for (const name of names) {
    const found = Object.hasOwn(facts, name) ? facts[name] : undefined;
    if (found === undefined) continue;
    if (!matches(listOf(wanted[name]), listOf(found))) return 0;
    there += 1;
  }
  return names.length === 0 ? 0 : (confidence * there) / names.length;
}

function listOf(value: Value | readonly Value[] | undefined): readonly Value[] {
  if (value === undefined) return [];
  return typeof value === "object" ? value : [value];
}

function matches(wanted: readonly Value[], found: readonly Value[]): boolean {
  return wanted.some((pattern) => found.some((value) => matchesOne(pattern, value)));
}

function matchesOne(pattern: Value, value: Value): boolean {
  if (typeof value === "number" || typeof pattern === "number") return numberOf(pattern) === numberOf(value);
  return isLike(pattern.toLowerCase(), value.toLowerCase());
}

/** `0x0c2e` and `3118` are numbers; other text is none, and like nothing. */
function numberOf(value: Value): number | undefined {
  if (typeof value === "number") return value;
  return /^(?:0x[0-9a-f]+|\d+)$/i.test(value) ? Number(value) : undefined;
}

/** Whether text fits a pattern in which `*` stands for any text; in time linear in both for each `*`. */
function isLike(pattern: string, text: string): boolean {
  const [first = "", ...others] = pattern.split("*");
  const last = others.pop();
  if (last === undefined) return pattern === text;
  if (!text.startsWith(first) || !text.endsWith(last) || text.length < first.length + last.length) return false;
  let from = first.length;
  const end = text.length - last.length;
  for (const middle of others) {
    const at = text.indexOf(middle, from);
    if (at < 0 || at + middle.length > end) return false;
    from = at + middle.length;
  }
  return true;
}
