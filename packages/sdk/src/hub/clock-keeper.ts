import { toReason } from "../errors/reason.ts";
import type { CancelTimer } from "../time/clock.ts";
import { DeviceClock } from "../time/device-clock.ts";
import type { Runtime } from "./runtime.ts";
import type { Session } from "./session.ts";

/** A device that tells its time is asked so often at first, a second apart, and then once a minute (ms). */
const firstAsks = 4;
const leastMs = 1_000;
const everyMs = 60_000;

type ReadClock = (signal: AbortSignal) => Promise<number>;

/** Keeps what is known about the clock of one device, over all its connections. */
export class ClockKeeper {
  readonly deviceClock = new DeviceClock();
  readonly #name: string;

  /** `name` as in `device "gate-1"`. */
  constructor(name: string) {
    this.#name = name;
  }

  /** Asks the device for its time until the connection ends. A question that fails is only logged. */
  keep(readClock: ReadClock, session: Session, { clock, log }: Pick<Runtime, "clock" | "log">): void {
    const { deviceClock } = this;
    let cancel: CancelTimer = () => undefined;
    /** Being asked, or about to be. */
    let soon = true;
    let asks = 0;
    const ask = async (): Promise<void> => {
      const sentAt = clock.now();
      const deviceAt = await readClock(session.signal);
      if (!session.isLive()) return;
      const moved = deviceClock.measured(sentAt, deviceAt, clock.now());
      if (moved !== 0) log.info(`the clock of ${this.#name} was put right`, { byMs: moved });
    };
    const askAndWait = async (): Promise<void> => {
      soon = true;
      asks += 1;
      try {
        await ask();
      } catch (thrown) {
        log.debug(`${this.#name} did not tell its time: ${toReason(thrown).message}`);
      }
      if (session.isLive()) wait(asks < firstAsks ? leastMs : everyMs);
    };
    const wait = (ms: number): void => {
      soon = ms === leastMs;
      cancel();
      cancel = clock.schedule(ms, () => void askAndWait());
    };
    deviceClock.forget();
    deviceClock.onDoubt = () => {
      if (!soon) wait(leastMs);
    };
    session.onEnd(() => {
      cancel();
      deviceClock.onDoubt = undefined;
      deviceClock.forget();
    });
    void askAndWait();
  }
}
