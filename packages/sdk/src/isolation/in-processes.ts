import type { AnyDriver } from "../drivers/define-driver.ts";
import type { BusSettings, HubOptions } from "../hub/hub.ts";
import type { Logger } from "../hub/log.ts";
import { type AnyTransportProvider, defineTransport } from "../transports/define-transport.ts";
import type { TransportName } from "../transports/transports.ts";
import { isolatedDriver } from "./host/isolated-driver.ts";
import { isolatedTransport } from "./host/isolated-transport.ts";
import { ProcessHost } from "./host/process-host.ts";
import { type Pack, packOf } from "./isolated.ts";

/** A hub's options with every isolated driver in place, and the processes that they run in. */
export interface InProcesses {
  readonly options: HubOptions;
  readonly processes: readonly ProcessHost[];
}

/**
 * Puts the drivers that `isolated` gave into processes: one for each package, shared by its devices, and one for all
 * packages that meet on a bus. Such a bus is opened in the process too, for its port cannot cross.
 */
export function inProcesses(options: HubOptions, log: Logger): InProcesses {
  const hosts = hostsOf(options);
  if (hosts.size === 0) {
    warnOfBuses(options.buses ?? [], () => false, log);
    return { options, processes: [] };
  }
  const processes = [...new Set(hosts.values())];
  const transports = new Map<string, AnyTransportProvider>();
  const transportIn = (transport: string, host: ProcessHost): string => {
    if (transport === "none") return transport;
    const name = `${transport} in ${host.name}`;
    if (!transports.has(name)) transports.set(name, isolatedTransport(transport, name, host));
    return name;
  };
  const drivers = options.drivers.map((driver) => {
    const { pack, facts } = packOf(driver) ?? {};
    const host = pack && hosts.get(pack);
    return facts && host ? isolatedDriver(facts, transportIn(facts.transport, host), host) : driver;
  });
  const onBuses = packsOnBuses(options);
  const buses = (options.buses ?? []).map((bus) => {
    const host = onBuses
      .get(bus.id)
      ?.map((pack) => hosts.get(pack))
      .find((found) => found !== undefined);
    return host === undefined ? bus : { ...bus, transport: transportIn(bus.transport, host) };
  });
  warnOfBuses(options.buses ?? [], (id) => onBuses.has(id), log);
  return {
    options: {
      ...options,
      drivers,
      transports: [...(options.transports ?? []), ...transports.values(), ...processes.map(keeperOf)],
      buses: [...buses, ...processes.map(({ name }) => ({ id: keeperName(name), transport: keeperName(name) }))],
    },
    processes,
  };
}

/** The packages on each bus that has any. */
function packsOnBuses({ drivers, devices }: Pick<HubOptions, "drivers" | "devices">): ReadonlyMap<string, Pack[]> {
  const byId = new Map<string, AnyDriver>(drivers.map((driver) => [driver.id, driver]));
  const onBuses = new Map<string, Pack[]>();
  for (const { driver: id, bus } of devices) {
    const driver = byId.get(id);
    const pack = driver && packOf(driver)?.pack;
    if (bus !== undefined && pack !== undefined) onBuses.set(bus, [...(onBuses.get(bus) ?? []), pack]);
  }
  return onBuses;
}

/** The process of each package; those that meet on a bus have the same. */
function hostsOf(options: HubOptions): ReadonlyMap<Pack, ProcessHost> {
  const groups = new Map<Pack, Set<Pack>>();
  for (const driver of options.drivers) {
    const pack = packOf(driver)?.pack;
    if (pack !== undefined && !groups.has(pack)) groups.set(pack, new Set([pack]));
  }
  for (const packs of packsOnBuses(options).values()) {
    const merged = new Set(packs.flatMap((pack) => [...(groups.get(pack) ?? [])]));
    for (const pack of merged) groups.set(pack, merged);
  }
  const hosts = new Map<Set<Pack>, ProcessHost>();
  for (const group of groups.values()) if (!hosts.has(group)) hosts.set(group, hostOf([...group]));
  return new Map([...groups].map(([pack, group]) => [pack, hosts.get(group)!]));
}

/** Where packages share a process, the first one's limits hold. */
function hostOf(packs: readonly Pack[]): ProcessHost {
  const [{ limits, random, spawn }] = packs as readonly [Pack];
  return new ProcessHost({
    name: packs.map(({ name }) => name).join(" + "),
    modules: [...new Set(packs.flatMap(({ modules }) => modules))],
    limits,
    random,
    spawn,
  });
}

const keeperName = (process: string): string => `process ${process}`;

/** A bus without devices: the hub opens it first and closes it last, and the process lives as long as it. */
function keeperOf(host: ProcessHost): AnyTransportProvider {
  return defineTransport({
    transport: keeperName(host.name) as TransportName,
    settings: { "~standard": { version: 1, vendor: "aisle", validate: (value) => ({ value }) } },
    open: ({ clock, log }) => {
      const lease = host.lease({ clock, log });
      // Started ahead of its devices; what keeps it from running is logged, and is the status of each of them.
      lease.ready().catch(() => undefined);
      return { transport: undefined as never, close: () => lease.release() };
    },
  }) as AnyTransportProvider;
}

function warnOfBuses(buses: readonly BusSettings[], isInProcess: (id: string) => boolean, log: Logger): void {
  for (const { id, isolation } of buses) {
    if (isolation === undefined || isInProcess(id)) continue;
    log.warn(
      `The bus "${id}" should have a process of its own, but no driver on it is isolated: it runs in the host.`,
      {
        remedy: "Isolate the packages of its drivers: the bus then goes with them.",
      },
    );
  }
}
