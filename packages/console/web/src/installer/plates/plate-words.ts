import type { PlateFinding } from "../../../../src/wire/index.ts";

/** What the state of a plate is called. */
export const plateWords: Readonly<Record<PlateFinding["state"], string>> = {
  ok: "good",
  dead: "dead",
  rattle: "rattles",
  drift: "drifts",
  untouched: "untouched",
  crossed: "crossed",
};
