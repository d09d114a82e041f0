import type { Device } from "../devices/device.ts";
import { nearest } from "../drivers/nearest.ts";
import { AisleError } from "../errors/aisle-error.ts";
import { Bus } from "./bus.ts";
import type { BusSettings, DeviceChange, DeviceSettings, HubOptions } from "./hub.ts";
import { HubDevice, type HubDeviceOptions } from "./hub-device.ts";
import { childLogger } from "./log.ts";
import { Planner } from "./planner.ts";
import type { Registry } from "./registry.ts";
import type { Runtime } from "./runtime.ts";

/** What every device of a hub shares. */
export type SharedParts = Pick<HubDeviceOptions, "delivery" | "onSubscriberError" | "onStatus">;

/** The devices and buses that a hub holds now. */
export class Roster {
  readonly devices = new Map<string, Device>();
  readonly #members = new Map<string, HubDevice>();
  readonly #buses = new Map<string, Bus>();
  readonly #registry: Registry;
  readonly #planner: Planner;
  readonly #runtime: Runtime;
  readonly #shared: SharedParts;
  #closed = false;

  constructor(options: HubOptions, registry: Registry, runtime: Runtime, shared: SharedParts) {
    this.#runtime = runtime;
    this.#shared = shared;
    this.#registry = registry;
    for (const bus of options.buses ?? []) this.#takeBus(bus);
    this.#planner = new Planner(registry, this.#buses);
    for (const settings of options.devices) this.#take(settings);
  }

  members(): Iterable<HubDevice> {
    return this.#members.values();
  }

  /** Begins to connect everything. */
  start(): void {
    for (const member of this.#members.values()) member.supervisor.start();
    for (const bus of this.#buses.values()) bus.start();
  }

  /** Raises `device-unknown` with the nearest id. */
  member(id: string): HubDevice {
    const member = this.#members.get(id);
    if (member !== undefined) return member;
    const like = nearest(id, this.#members.keys());
    throw new AisleError(
      "device-unknown",
      `The hub has no device "${id}"${like === undefined ? "" : `; did you mean "${like}"?`}`,
      {
        category: "usage",
        remedy: `Ask for one of: ${[...this.#members.keys()].slice(0, 50).join(", ") || "(the hub has no devices)"}.`,
      },
    );
  }

  /** Takes on a device, not started yet. Raises `hub-options-invalid` and `hub-closed`. */
  add(settings: DeviceSettings): HubDevice {
    this.#mustBeOpen();
    if (this.#members.has(settings.id)) {
      const remedy = "Remove it and wait until that is done, or give the new one another id.";
      throw refused(`has a device "${settings.id}" already`, remedy);
    }
    return this.#take(settings);
  }

  async remove(id: string): Promise<void> {
    const member = this.member(id);
    await member.close();
    // Removed twice at once, and added again since: the new one stays.
    if (this.#members.get(id) !== member) return;
    this.#members.delete(id);
    this.devices.delete(id);
  }

  /** Rejects for what a connection would refuse, before anything is touched. */
  async change(id: string, change: DeviceChange): Promise<void> {
    const member = this.member(id);
    await this.#planner.check({ ...member.settings, ...change }, this.#runtime);
    this.#mustBeOpen();
    // Of now: another change may have come in between.
    await this.member(id).change({ ...member.settings, ...change });
  }

  /** Raises `hub-options-invalid` and `hub-closed`. */
  addBus(settings: BusSettings): void {
    this.#mustBeOpen();
    if (this.#buses.has(settings.id)) {
      throw refused(`has a bus "${settings.id}" already`, "Remove it first, or take another id.");
    }
    const bus = this.#takeBus(settings);
    // Devices that named it before it was there.
    for (const member of this.#members.values()) if (member.settings.bus === settings.id) member.joinBus(bus);
    bus.start();
  }

  /** Rejects with `hub-options-invalid` for one that is not there, or that a device hangs on. */
  async removeBus(id: string): Promise<void> {
    const bus = this.#buses.get(id);
    if (bus === undefined) throw refused(`has no bus "${id}"`, "Name one that it was given.");
    const child = [...this.#members.values()].find(({ settings }) => settings.bus === id);
    if (child !== undefined) {
      const device = child.device.id;
      throw refused(`needs the bus "${id}": the device "${device}" hangs on it`, "Remove or move its devices first.");
    }
    // First, so that no device takes hold of it while it closes.
    this.#buses.delete(id);
    await bus.close();
  }

  async close(): Promise<void> {
    this.#closed = true;
    // Devices first: a driver may want to say goodbye over its bus.
    await Promise.all([...this.#members.values()].map((member) => member.close()));
    await Promise.all([...this.#buses.values()].map((bus) => bus.close()));
  }

  #mustBeOpen(): void {
    if (!this.#closed) return;
    throw new AisleError("hub-closed", "The hub is closed: its devices can no longer be changed.", {
      category: "usage",
      remedy: "Open another hub.",
    });
  }

  #takeBus(settings: BusSettings): Bus {
    const { id, transport } = settings;
    const bus = new Bus(settings, () => this.#registry.provider(`bus "${id}"`, transport), this.#runtime);
    this.#buses.set(id, bus);
    return bus;
  }

  #take(settings: DeviceSettings): HubDevice {
    const { id } = settings;
    const member = new HubDevice({
      ...this.#shared,
      settings,
      planner: this.#planner,
      runtime: { ...this.#runtime, log: childLogger(this.#runtime.log, { device: id }) },
    });
    this.#members.set(id, member);
    this.devices.set(id, member.device);
    return member;
  }
}

function refused(what: string, remedy: string): AisleError {
  return new AisleError("hub-options-invalid", `The hub ${what}.`, { category: "usage", remedy });
}
