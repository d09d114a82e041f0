import type { Clock, Random } from "@aisle/sdk";
import type { SceneReading } from "../../scene/index.ts";
import { type ByteDevice, faultyDevice, type WireFault, wireFaults } from "../wire/index.ts";
import type { WirePart, WireProtocol } from "./wire.ts";

/** What a wire is made of that carries nothing but bytes. */
export interface ByteWireParts {
  readonly id: string;
  readonly protocol: WireProtocol;
  /** The one device of the wire's own id unless told. */
  readonly devices?: readonly string[];
  readonly device: ByteDevice;
  readonly clock: Clock;
  readonly random: Random;
  /** What is counted beside the faults of the wire. */
  readonly counted: () => object;
  readonly say: (reading: SceneReading) => void;
}

/** A wire that can be made faulty, with its devices behind it. */
export function byteWire({ id, protocol, devices = [id], device, counted, say, ...source }: ByteWireParts): WirePart {
  const wire = faultyDevice(device, source);
  return {
    id,
    protocol,
    devices,
    faults: wireFaults,
    get fault() {
      return wire.fault;
    },
    get counters() {
      return { ...counted(), wire: wire.counters };
    },
    bytes: wire,
    set: (fault, options) => wire.set(fault as WireFault | undefined, options),
    say,
  };
}
