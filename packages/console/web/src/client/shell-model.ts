import type { ReadonlySignal } from "@preact/signals";
import type { PageModel } from "./page-model.ts";

/** What the frame of the page has beyond what its rooms need. */
export interface ShellModel extends PageModel {
  /** What is shown was made ahead of its turn: people are right, carts and sessions are not known yet. */
  readonly provisional: ReadonlySignal<boolean>;
  /** Tries to connect now, instead of when it would. */
  retry(): void;
  /** Ends everything that runs by itself. */
  close(): void;
}
