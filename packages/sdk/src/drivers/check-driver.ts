import { show } from "../errors/show.ts";

/**
 * What keeps `value` from being a driver, or `undefined` when nothing does: for whoever loads drivers from modules.
 * Settings, liveness and `open` are only looked at, not run.
 */
export function driverProblem(value: unknown): string | undefined {
  if (typeof value !== "object" || value === null)
    return `expected a driver made with defineDriver, got ${show(value)}`;
  const driver = value as Readonly<Record<string, unknown>>;
  for (const key of ["id", "kind", "transport"]) {
    if (typeof driver[key] !== "string" || driver[key] === "") {
      return `expected its "${key}" to be a word, got ${show(driver[key])}`;
    }
  }
  const settings = driver["settings"];
  // Schemas of some libraries are functions.
  if (
    (typeof settings !== "object" && typeof settings !== "function") ||
    settings === null ||
    !("~standard" in settings)
  ) {
    return `expected its "settings" to be a Standard Schema, such as z.strictObject({ … }), got ${show(settings)}`;
  }
  if (driver["liveness"] === undefined) return 'expected a "liveness": { within }, { probe, every } or "unwatched"';
  const atOnce = driver["commandsAtOnce"];
  if (atOnce !== undefined && !(typeof atOnce === "number" && atOnce >= 1)) {
    return `expected its "commandsAtOnce" to be a number from 1, got ${show(atOnce)}`;
  }
  return typeof driver["open"] === "function"
    ? undefined
    : `expected "open" to be a function, got ${show(driver["open"])}`;
}
