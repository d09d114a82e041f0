import type { Clock, Random } from "@aisle/sdk";
import { hidOverBytes, hidScanner } from "../hid/index.ts";
import { scannerDevice } from "../serial/index.ts";
import { faultyDevice, type WireFault, wireFaults } from "../wire/index.ts";
import type { WirePart } from "./wire.ts";

/** A barcode scanner, over HID reports or on a serial line. */
export function scannerWire(id: string, protocol: "hid" | "serial", clock: Clock, random: Random): WirePart {
  const hid = protocol === "hid" ? hidScanner({ facts: { serialNumber: id } }) : undefined;
  const serial = scannerDevice();
  const scanner = hid ?? serial;
  const device = hid === undefined ? serial : hidOverBytes(hid);
  const wire = faultyDevice(device, { clock, random });
  return {
    id,
    protocol,
    devices: [id],
    faults: wireFaults,
    get fault() {
      return wire.fault;
    },
    get counters() {
      return { said: Object.fromEntries(scanner.said), wire: wire.counters };
    },
    bytes: wire,
    set: (fault, options) => wire.set(fault as WireFault | undefined, options),
    say({ kind, reading }) {
      if (kind === "barcode-scanner") scanner.scan(reading.data.symbology, reading.data.data);
    },
  };
}
