import type { Device } from "../../devices/device.ts";
import type { AnyDriver, OpenDevice } from "../../drivers/define-driver.ts";
import type { Hub } from "../../hub/hub.ts";
import type { Logger } from "../../hub/log.ts";
import { openHub } from "../../hub/open-hub.ts";
import type { Reading } from "../../readings/reading.ts";
import { isWorking } from "../../status/machine.ts";
import type { DeviceStatus } from "../../status/status.ts";
import { seededRandom } from "../../time/random.ts";
import { VirtualClock } from "../../time/virtual-clock.ts";
import type { TransportProvider } from "../../transports/define-transport.ts";
import type { Subject } from "./check.ts";
import { conformanceDevice } from "./fixture.ts";
import { Hardware } from "./hardware.ts";

/** A time as a device's clock might show it: 2026-01-01T00:00:00Z. */
const start = 1_767_225_600_000;
/** More readings or statuses than this that no check has looked at: the oldest go. */
const most = 100_000;

/** One line of the log at `info` or above. */
export interface LogLine {
  readonly level: "info" | "warn" | "error";
  readonly message: string;
}

/** One driver on fake hardware in a hub in virtual time, and all that was heard of it. */
export class Rig {
  readonly clock = new VirtualClock(start);
  readonly hardware: Hardware;
  readonly lines: LogLine[] = [];
  readonly statuses: DeviceStatus[] = [];
  /** What the driver gave last from its `open`. */
  opened: OpenDevice<never> | undefined;
  readonly #subject: Subject;
  #readings: Reading[] = [];
  #hub: Hub | undefined;

  private constructor(subject: Subject) {
    this.#subject = subject;
    this.hardware = new Hardware(subject.driver.transport, subject.fixture);
  }

  /** Opens the driver; `provider` takes the place of the fake's, as with a capture. */
  static async open(
    subject: Subject,
    wrap: (hardware: Hardware, clock: VirtualClock) => TransportProvider = ({ provider }) => provider,
    prepare: (hardware: Hardware) => void = () => undefined,
  ): Promise<Rig> {
    const rig = new Rig(subject);
    const { driver, fixture } = subject;
    prepare(rig.hardware);
    const hub = await openHub({
      drivers: [rig.#spy(driver)],
      transports: [wrap(rig.hardware, rig.clock) as never],
      devices: [{ id: conformanceDevice, driver: driver.id, settings: fixture.settings, transport: {} }],
      clock: rig.clock,
      random: seededRandom(1),
      log: rig.#logger(),
    });
    rig.#hub = hub;
    hub.readings$.subscribe((reading) => {
      rig.#readings.push(reading);
      if (rig.#readings.length > most) rig.#readings.shift();
    });
    rig.device.status$.subscribe((status) => {
      rig.statuses.push(status);
      if (rig.statuses.length > most) rig.statuses.shift();
    });
    await rig.settle();
    return rig;
  }

  get device(): Device {
    return [...this.#hub!.devices.values()][0]!;
  }

  get status(): DeviceStatus {
    return this.device.status;
  }

  /** The readings since the last look. */
  take(): readonly Reading[] {
    const readings = this.#readings;
    this.#readings = [];
    return readings;
  }

  /** Lets promises run out, also those that take a few turns. */
  async settle(): Promise<void> {
    for (let turn = 0; turn < 3; turn += 1) await this.clock.settle();
  }

  /** Lets so many virtual milliseconds pass. */
  run(ms: number): Promise<void> {
    return this.clock.run(this.clock.now() + ms);
  }

  /** Sends a frame and waits until its readings must be there. */
  async send(frame: Subject["fixture"]["frames"][number]): Promise<void> {
    this.hardware.send(frame);
    await this.run(this.#subject.fixture.pace ?? 0);
    this.hardware.forget();
  }

  /** Brings the device online, with a frame where it takes one; gives what kept it from that, if anything. */
  async bringOnline(): Promise<string | undefined> {
    for (const frame of this.#subject.fixture.frames) {
      if (isWorking(this.status)) return undefined;
      await this.send(frame);
    }
    return isWorking(this.status) ? undefined : `it did not come online with any frame; it is ${say(this.status)}`;
  }

  /** Runs second by second until the device works again; gives what kept it from that, if anything. */
  async awaitOnline(withinMs: number): Promise<string | undefined> {
    const end = this.clock.now() + withinMs;
    while (this.clock.now() < end) {
      if (isWorking(this.status)) return undefined;
      if (this.status.state === "connecting") {
        const problem = await this.bringOnline();
        if (problem === undefined) return undefined;
      }
      await this.run(1_000);
    }
    return isWorking(this.status)
      ? undefined
      : `it was not online again after ${withinMs / 1_000} s; it is ${say(this.status)}`;
  }

  /** Closes the hub within two virtual seconds and tells what is left, if anything. */
  async close(): Promise<string | undefined> {
    const closed: number[] = [];
    const closing = this.#hub!.close().then(() => closed.push(this.clock.now()));
    await this.settle();
    if (closed.length === 0) await this.run(1_900);
    const inTime = closed.length > 0;
    if (!inTime) await this.run(60_000);
    await closing;
    await this.settle();
    if (!inTime) return "it took over 1.9 s to let go";
    const timer = this.clock.nextTimerAt();
    if (timer !== undefined) return `a timer was left, due ${timer - this.clock.now()} ms later`;
    if (this.hardware.provider.held > 0) return `${this.hardware.provider.held} transports were left open`;
    if (this.hardware.listeners > 0) return `${this.hardware.listeners} listeners were left on the transport`;
    return undefined;
  }

  #spy(driver: AnyDriver): AnyDriver {
    const open = async (context: never): Promise<OpenDevice<never>> => {
      const opened: unknown = await driver.open(context);
      this.opened = opened as OpenDevice<never>;
      return opened as OpenDevice<never>;
    };
    return { ...driver, open };
  }

  #logger(): Logger {
    const line = (level: LogLine["level"]) => (message: string) => {
      this.lines.push({ level, message });
      if (this.lines.length > 1_000) this.lines.shift();
    };
    return { debug: () => undefined, info: line("info"), warn: line("warn"), error: line("error") };
  }
}

/** A status in words. */
export function say(status: DeviceStatus): string {
  return "reason" in status ? `${status.state} (${status.reason.code}: ${status.reason.message})` : status.state;
}
