import type { CommandOptions, CommandOutcome, Device } from "../devices/device.ts";
import type { DeviceKind } from "../devices/kinds.ts";
import type { AnyDriver, DeviceInfo, OpenDevice } from "../drivers/define-driver.ts";
import type { DriverReading, Reading } from "../readings/reading.ts";
import { isOutOfService, isWorking } from "../status/machine.ts";
import type { DeviceStatus, StatusReason } from "../status/status.ts";
import type { Bus } from "./bus.ts";
import { ClockKeeper } from "./clock-keeper.ts";
import { CommandDesk, type CommandTable } from "./commands.ts";
import { connectDevice, type DeviceListener } from "./connect-device.ts";
import type { Delivery } from "./delivery.ts";
import { FanOut } from "./fan-out.ts";
import type { OnSubscriberError } from "./guarded-observable.ts";
import type { DeviceSettings } from "./hub.ts";
import { Intake } from "./intake.ts";
import type { HubObserver } from "./observer.ts";
import { Observers } from "./observers.ts";
import type { Planner } from "./planner.ts";
import type { Runtime } from "./runtime.ts";
import type { Session } from "./session.ts";
import { statusLogger } from "./status-log.ts";
import { Supervisor } from "./supervisor.ts";

/** What a device shares with the rest of its hub. */
export interface HubDeviceOptions {
  readonly settings: DeviceSettings;
  /** Says how it is connected. */
  readonly planner: Planner;
  readonly delivery: Delivery;
  readonly onSubscriberError: OnSubscriberError;
  readonly onStatus: (id: string, kind: DeviceKind, status: DeviceStatus) => void;
  readonly runtime: Runtime;
}

/** One device of a hub: its connection, its streams and its commands. */
export class HubDevice implements DeviceListener {
  readonly supervisor: Supervisor;
  readonly clock: ClockKeeper;
  /** What the host holds. */
  readonly device: Device;
  readonly #options: HubDeviceOptions;
  readonly #intake: Intake;
  readonly #readings: FanOut<Reading>;
  readonly #statuses: FanOut<DeviceStatus>;
  readonly #desk: CommandDesk;
  readonly #observers: Observers;
  #settings: DeviceSettings;
  #commands: CommandTable | undefined;
  #info: DeviceInfo = {};
  #run = 0;

  constructor(options: HubDeviceOptions) {
    const { settings, planner, runtime, delivery } = options;
    const { id } = settings;
    const kind = planner.kindOf(settings);
    const name = `device "${id}"`;
    const logStatus = statusLogger(name, runtime.log);
    this.#options = options;
    this.#settings = settings;
    this.clock = new ClockKeeper(name);
    this.#intake = new Intake(id, kind, runtime.clock, this.clock.deviceClock);
    this.#observers = new Observers(id, kind, runtime.log);
    this.#desk = new CommandDesk(id, runtime.clock, this.#observers);
    this.supervisor = new Supervisor(
      {
        name,
        connect: async (session) => connectDevice(planner.plan(this.#settings, runtime), session, this, runtime),
        onStatus: (status) => {
          logStatus(status);
          this.#observers.each((observer) => observer.status?.(status));
          delivery.run(() => {
            this.#statuses.emit(status);
            options.onStatus(id, kind, status);
          });
        },
      },
      runtime,
    );
    this.#readings = new FanOut(options.onSubscriberError);
    this.#statuses = new FanOut(options.onSubscriberError, () => this.supervisor.status);
    this.device = this.#facade(id, kind);
    planner.busOf(settings)?.adopt(this.supervisor);
  }

  /** What it is connected with. */
  get settings(): DeviceSettings {
    return this.#settings;
  }

  /** Takes on other settings, checked before, and connects anew with them. */
  async change(settings: DeviceSettings): Promise<void> {
    const { state } = this.supervisor.status;
    if (state === "closing" || state === "closed") return;
    const { planner } = this.#options;
    const before = planner.busOf(this.#settings);
    const bus = planner.busOf(settings);
    this.#settings = settings;
    if (before !== bus) {
      before?.disown(this.supervisor);
      bus?.adopt(this.supervisor);
    }
    await this.supervisor.restart();
  }

  /** The bus that it names is there now. */
  joinBus(bus: Bus): void {
    bus.adopt(this.supervisor);
    this.supervisor.resume();
  }

  /** Connects now, and the bus it hangs on too where that is not open. */
  resume(): void {
    this.#options.planner.busOf(this.#settings)?.resume();
    this.supervisor.resume();
  }

  observe(observer: HubObserver): void {
    this.#observers.add(observer, this.supervisor.status);
  }

  unobserve(observer: HubObserver): void {
    this.#observers.remove(observer);
  }

  /** Closes it for good; its streams complete. */
  async close(): Promise<void> {
    await this.supervisor.close();
    this.#options.planner.busOf(this.#settings)?.disown(this.supervisor);
    this.#options.delivery.run(() => {
      this.#readings.complete();
      this.#statuses.complete();
    });
  }

  opened(device: OpenDevice<never>, driver: AnyDriver, session: Session): void {
    this.#run += 1;
    this.#info = device.info ?? {};
    this.#commands = { commands: device.commands ?? {}, atOnce: driver.commandsAtOnce ?? 1 };
    session.onEnd(() => {
      this.#commands = undefined;
      this.#desk.lost();
    });
  }

  emitted(emission: unknown, session: Session): string | undefined {
    const problem = this.#intake.problem(emission);
    if (problem !== undefined) {
      this.#observers.each((observer) => observer.noise?.(problem));
      return problem;
    }
    if (this.supervisor.status.state === "connecting") session.proved();
    // Whoever heard of that may have ended the connection.
    if (session.isLive()) {
      const reading = this.#intake.stamp(emission as DriverReading, this.#run);
      this.#observers.reading(reading);
      if (!this.#options.delivery.reading(this.#readings, reading)) {
        this.#observers.each((observer) => observer.dropped?.(1));
      }
    }
    return undefined;
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
      setOutOfService: (reason) => this.supervisor.setOutOfService(outOfService(reason)),
      setInService: () => {
        if (isOutOfService(this.supervisor.status)) this.supervisor.start();
      },
      resume: () => {
        this.resume();
      },
    };
  }
}

function outOfService(reason: string | undefined): StatusReason {
  return {
    code: "out-of-service",
    message: reason ?? "It was taken out of service for maintenance.",
    remedy: "Put it back in service when the work is done.",
  };
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
