import { systemDisk } from "./disk.ts";
import { listLinuxPorts } from "./list-linux-ports.ts";
import { loadSerialPort } from "./open-port.ts";
import type { ListPorts, PortEntry } from "./port.ts";
import { toPortError } from "./port-errors.ts";

/** Gives the serial ports of this machine; on Linux from the kernel's files, for serialport needs `udevadm` there. */
export const listSystemPorts: ListPorts = async () => {
  if (process.platform === "linux") return listLinuxPorts(systemDisk);
  const { SerialPort } = await loadSerialPort();
  try {
    return (await SerialPort.list()).map(toEntry);
  } catch (thrown) {
    throw toPortError(thrown, "(list)");
  }
};

/** What serialport tells of a port (macOS, Windows); its numbers are hexadecimal text. */
export function toEntry(port: {
  readonly path: string;
  readonly vendorId?: string | undefined;
  readonly productId?: string | undefined;
  readonly serialNumber?: string | undefined;
  readonly manufacturer?: string | undefined;
  readonly friendlyName?: string | undefined;
}): PortEntry {
  const vendorId = usbNumber(port.vendorId);
  const productId = usbNumber(port.productId);
  return {
    path: port.path,
    ...(vendorId !== undefined && { vendorId }),
    ...(productId !== undefined && { productId }),
    ...(port.serialNumber !== undefined && { serialNumber: port.serialNumber }),
    ...(port.manufacturer !== undefined && { manufacturer: port.manufacturer }),
    ...(port.friendlyName !== undefined && { product: port.friendlyName }),
  };
}

/** A USB number out of hexadecimal text, where it is one. */
export function usbNumber(text: string | undefined): number | undefined {
  return text !== undefined && /^(?:0x)?[0-9a-f]{1,4}$/i.test(text)
    ? Number.parseInt(text.replace(/^0x/i, ""), 16)
    : undefined;
}
