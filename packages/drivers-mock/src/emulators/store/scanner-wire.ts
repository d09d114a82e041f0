import type { Clock, Random } from "@aisle/sdk";
import { hidOverBytes, hidScanner } from "../hid/index.ts";
import { scannerDevice } from "../serial/index.ts";
import { byteWire } from "./byte-wire.ts";
import type { WirePart } from "./wire.ts";

/** A barcode scanner, over HID reports or on a serial line. */
export function scannerWire(id: string, protocol: "hid" | "serial", clock: Clock, random: Random): WirePart {
  const hid = protocol === "hid" ? hidScanner({ facts: { serialNumber: id } }) : undefined;
  const serial = scannerDevice();
  const scanner = hid ?? serial;
  const device = hid === undefined ? serial : hidOverBytes(hid);
  return byteWire({
    ...{ id, protocol, device, clock, random },
    counted: () => ({ said: Object.fromEntries(scanner.said) }),
    say({ kind, reading }) {
      if (kind === "barcode-scanner") scanner.scan(reading.data.symbology, reading.data.data);
    },
  });
}
