import type { ReadonlySignal, Signal } from "@preact/signals";
import type { PageModel } from "./page-model.ts";

/** What the frame of the page has beyond what its rooms need. */
export interface ShellModel extends PageModel {
  /** What is shown was made ahead of its turn: people are right, carts and sessions are not known yet. */
  readonly provisional: ReadonlySignal<boolean>;
  /** Something to be told once, such as that a link's moment is gone. Whoever has read it takes it away. */
  readonly notice: Signal<string | undefined>;
  /** Whether somebody logged in by token in this browser, and not out since. */
  readonly loggedIn: ReadonlySignal<boolean>;
  /** Ends the login; where it cannot, that is told as a notice. */
  logout(): Promise<void>;
  /** Tries to connect now, instead of when it would. */
  retry(): void;
  /** Ends everything that runs by itself. */
  close(): void;
}
