import type { Hello } from "../../../src/wire/index.ts";

/**
 * Why devices cannot be told anything now, in words that say how to change that; `undefined` where they can.
 *
 * @param live Whether the shown moment is the present.
 */
export function whyNotAllowed(hello: Hello | undefined, live: boolean): string | undefined {
  if (hello === undefined) return "Not connected yet.";
  if (hello.mode === "replay") return "This is a recording: there is no device behind it.";
  if (!hello.rights.command) return "This page is read-only. Start Aisle with --page-allow commands to allow it.";
  if (!live) return "You are looking at the past. Go live first.";
  return undefined;
}
