import { redactReason } from "../errors/reason.ts";
import type { StatusReason } from "../status/status.ts";
import type { CancelTimer } from "../time/clock.ts";
import type { Runtime } from "./runtime.ts";
import type { Session } from "./session.ts";

/** What is wrong with a working connection: what its driver reports, or else what the driver itself does wrong. */
export class FaultBoard {
  readonly #session: Session;
  readonly #runtime: Runtime;
  #reported: StatusReason | undefined;
  #noise: StatusReason | undefined;
  #noisy = false;
  #count = 0;
  #cancel: CancelTimer | undefined;

  constructor(session: Session, runtime: Runtime) {
    this.#session = session;
    this.#runtime = runtime;
    session.onEnd(() => this.#cancel?.());
  }

  /** The driver says that the device works but not well, or well again. */
  report(reason: StatusReason | undefined): void {
    this.#reported = reason && redactReason(reason);
    this.#show();
  }

  /** The driver emitted something that is no reading. One log line for a whole spell of it, until it is quiet a while. */
  noise(problem: string): void {
    this.#noisy = true;
    this.#count += 1;
    if (this.#noise !== undefined || !this.#session.isLive()) return;
    const message = `The driver emitted something that is no reading: ${problem}.`;
    this.#noise = { code: "driver-bug", message, remedy: "Report it to the maker of the driver, with this message." };
    this.#runtime.log.error(message);
    this.#show();
    this.#awaitQuiet();
  }

  #awaitQuiet(): void {
    this.#noisy = false;
    this.#cancel = this.#runtime.clock.schedule(this.#runtime.settings.stableAfter, () => {
      if (this.#noisy) {
        this.#awaitQuiet();
        return;
      }
      this.#runtime.log.info("The driver emits readings only again.", { noise: this.#count });
      this.#noise = undefined;
      this.#count = 0;
      this.#show();
    });
  }

  #show(): void {
    this.#session.report(this.#reported ?? this.#noise);
  }
}
