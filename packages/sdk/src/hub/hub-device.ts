import type { CommandOptions, CommandOutcome, Device } from "../devices/device.ts";
import type { DeviceKind } from "../devices/kinds.ts";
import type { DeviceInfo, OpenDevice } from "../drivers/define-driver.ts";
import type { DriverReading, Reading } from "../readings/reading.ts";
import { isWorking } from "../status/machine.ts";
import type { DeviceStatus } from "../status/status.ts";
import { CommandDesk, type CommandTable } from "./commands.ts";
import { connectDevice, type DeviceListener, type DevicePlan } from "./connect-device.ts";
import type { Delivery } from "./delivery.ts";
import { FanOut } from "./fan-out.ts";
import type { OnSubscriberError } from "./guarded-observable.ts";
import { Intake } from "./intake.ts";
import type { Runtime } from "./runtime.ts";
import type { Session } from "./session.ts";
import { statusLogger } from "./status-log.ts";
import { Supervisor } from "./supervisor.ts";

/** What a device shares with the rest of its hub. */
export interface HubDeviceOptions {
  readonly id: string;
  readonly kind: DeviceKind;
  /** Gives the plan of a connection, or raises what keeps the device from ever connecting. */
  readonly plan: () => DevicePlan;
  readonly delivery: Delivery;
  readonly onSubscriberError: OnSubscriberError;
  readonly onStatus: (status: DeviceStatus) => void;
  readonly runtime: Runtime;
}

/** One device of a hub: its connection, its streams and its commands. */
export class HubDevice implements DeviceListener {
  readonly supervisor: Supervisor;
  /** What the host holds. */
  readonly device: Device;
  readonly #options: HubDeviceOptions;
  readonly #intake: Intake;
  readonly #readings: FanOut<Reading>;
  readonly #statuses: FanOut<DeviceStatus>;
  readonly #desk: CommandDesk;
  #commands: CommandTable | undefined;
  #info: DeviceInfo = {};
  #run = 0;

  constructor(options: HubDeviceOptions) {
    const { id, kind, runtime } = options;
    const name = `device "${id}"`;
    const logStatus = statusLogger(name, runtime.log);
    this.#options = options;
    this.#intake = new Intake(id, kind, runtime.clock);
    this.#desk = new CommandDesk(id, runtime.clock);
    this.supervisor = new Supervisor(
      {
        name,
        connect: async (session) => connectDevice(options.plan(), session, this, runtime),
        onStatus: (status) => {
          logStatus(status);
          this.#announce(status);
        },
      },
      runtime,
    );
    this.#readings = new FanOut(options.onSubscriberError);
    this.#statuses = new FanOut(options.onSubscriberError, () => this.supervisor.status);
    this.device = this.#facade(id, kind);
  }

  /** Closes it for good; its streams complete. */
  async close(): Promise<void> {
    await this.supervisor.close();
    this.#options.delivery.run(() => {
      this.#readings.complete();
      this.#statuses.complete();
    });
  }

  opened(device: OpenDevice<never>, session: Session): void {
    this.#run += 1;
    this.#info = device.info ?? {};
    this.#commands = device.commands ?? {};
    session.onEnd(() => {
      this.#commands = undefined;
      this.#desk.lost();
    });
  }

  emitted(emission: unknown, session: Session): string | undefined {
    const problem = this.#intake.problem(emission);
    if (problem !== undefined) return problem;
    session.proved();
    // Whoever heard of that may have ended the connection.
    if (session.isLive()) {
      this.#options.delivery.reading(this.#readings, this.#intake.stamp(emission as DriverReading, this.#run));
    }
    return undefined;
  }

  #announce(status: DeviceStatus): void {
    const { delivery, onStatus } = this.#options;
    delivery.run(() => {
      this.#statuses.emit(status);
      onStatus(status);
    });
  }

  #send(name: string, input: unknown, options: CommandOptions): Promise<CommandOutcome<unknown>> {
    const commands = isWorking(this.supervisor.status) ? this.#commands : undefined;
    return this.#desk.send(name, input, options, commands);
  }

  #facade(id: string, kind: DeviceKind): Device {
    const info = () => this.#info;
    const status = () => this.supervisor.status;
    return {
      id,
      kind,
      get info() {
        return info();
      },
      get status() {
        return status();
      },
      status$: this.#statuses.observable,
      readings$: this.#readings.observable,
      commands: commandsOf((name, input, options) => this.#send(name, input, options)),
      pause: () => this.supervisor.pause(),
      resume: () => {
        this.supervisor.resume();
      },
    };
  }
}

type Send = (name: string, input: unknown, options: CommandOptions) => Promise<CommandOutcome<unknown>>;

/** Every name is a command: which ones a device has is known only while it is connected. */
function commandsOf(send: Send): Device["commands"] {
  return new Proxy(Object.freeze({}), {
    get: (_, name) =>
      // `await device.commands` must not take it for a promise.
      typeof name === "string" && name !== "then"
        ? (input: unknown, options: CommandOptions = {}) => send(name, input, options)
        : undefined,
  });
}
