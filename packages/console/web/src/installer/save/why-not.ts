import type { Hello } from "../../../../src/wire/index.ts";

/** Why a finding cannot be written from this page, in words that say how to change that; `undefined` where it can. */
export function whyNotWritten(hello: Hello | undefined): string | undefined {
  if (hello === undefined) return "Not connected yet.";
  if (hello.mode === "replay") return "This is a recording: nothing is written from it.";
  if (!hello.rights.install) return "This page is read-only. Start Aisle with --page-allow install to allow it.";
  if (hello.settingsFile === undefined) return "The store was started without a settings file.";
  return undefined;
}
