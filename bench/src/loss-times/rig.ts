import { type ByteDevice, type FaultyDevice, faultyDevice, type MemoryNetwork } from "@aisle/drivers-mock/emulators";
import type { BusSettings, DeviceSettings, Random, VirtualClock } from "@aisle/sdk";

/** How a device is lost, by what anybody can notice of it. */
export type Way = "closed" | "unplugged" | "silent, streaming" | "silent, probed" | "silent, unwatched";

/** One way to lose something. */
export interface Loss {
  readonly way: Way;
  /** What it says in the table, beside the rig's name. */
  readonly how: string;
  /** Milliseconds within which every device has to show it; nothing where nobody can notice. */
  readonly bar: number | undefined;
  /** Devices that are lost; all of the rig unless told. The others have to stay online. */
  readonly devices?: readonly string[];
  /** What its status has to be; offline unless told. */
  readonly shows?: "offline" | "degraded";
  lose(): void;
  mend(): void;
}

/** Devices on one wire, and the ways to lose them. */
export interface Rig {
  readonly name: string;
  readonly buses: readonly BusSettings[];
  readonly devices: readonly DeviceSettings[];
  readonly losses: readonly Loss[];
}

/** What rigs are built on. */
export interface Bench {
  readonly clock: VirtualClock;
  readonly random: Random;
  readonly network: MemoryNetwork;
}

/** Bars of the issue (ms). */
export const closedBar = 1_000;
export const probedBar = 2_000;
export const streamingBar = (periodMs: number): number => Math.max(1_000, 3 * periodMs);

/** A wire with its faults, whose device can hang up on everybody. */
export interface Wire {
  readonly port: number;
  readonly faults: FaultyDevice;
  /** Closes every connection, and takes new ones. */
  hangUp(): void;
}

/** Puts a device on the network. */
export function plug({ clock, random, network }: Bench, device: ByteDevice): Wire {
  const lines = new Set<() => void>();
  const faults = faultyDevice(
    {
      connect(line) {
        const hangUp = (): void => line.hangUp();
        lines.add(hangUp);
        const connection = device.connect(line);
        return {
          receive: (bytes) => connection.receive(bytes),
          close: () => {
            lines.delete(hangUp);
            connection.close();
          },
        };
      },
    },
    { clock, random },
  );
  const { port } = network.listen(0, faults);
  return {
    port,
    faults,
    hangUp: () => {
      for (const hangUp of [...lines]) hangUp();
    },
  };
}

/** The three ways to lose whatever is on a wire: it is closed, unplugged, or swallows everything. */
export function wireLosses(wire: Wire, silence: Pick<Loss, "way" | "bar">): readonly Loss[] {
  const well = (): void => wire.faults.set(undefined);
  return [
    { way: "closed", how: "the other side closes", bar: closedBar, lose: () => wire.hangUp(), mend: well },
    { way: "unplugged", how: "unplug", bar: closedBar, lose: () => wire.faults.set("unplug"), mend: well },
    { ...silence, how: "half-open", lose: () => wire.faults.set("half-open"), mend: well },
  ];
}
