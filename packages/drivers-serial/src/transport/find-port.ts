import { AisleError } from "@aisle/sdk";
import type { PortEntry } from "./port.ts";
import type { UsbIdentity } from "./settings.ts";

/** More ports than this are not named in an error. */
const mostNamed = 8;

/**
 * The one port of a USB device. Raises `device-gone` where there is none, `port-ambiguous` where there are several;
 * both say what is there and what was looked for.
 */
export function findPort(wanted: UsbIdentity, ports: readonly PortEntry[]): PortEntry {
  const found = ports.filter((port) => matches(wanted, port));
  const [first] = found;
  if (first !== undefined && found.length === 1) return first;
  if (first === undefined) {
    throw new AisleError("device-gone", `No serial port is ${identity(wanted)}; there is ${listed(ports)}.`, {
      category: "transport",
      retryable: true,
      remedy: "Plug it in, or put `usb` right; `aisle devices`, without a file, lists the ports.",
    });
  }
  throw new AisleError("port-ambiguous", `${found.length} serial ports are ${identity(wanted)}: ${listed(found)}.`, {
    category: "transport",
    retryable: true,
    remedy:
      "Say more in `usb` (productId, serialNumber). Where two adapters have no serial number, give the `path` of each under /dev/serial/by-path.",
  });
}

/** A port in words. */
function describePort({ path, vendorId, productId, serialNumber, product }: PortEntry): string {
  if (vendorId === undefined) return path;
  const rest = [product, serialNumber === undefined ? undefined : `serial number ${serialNumber}`].filter(Boolean);
  return `${path} (${hex(vendorId)}:${productId === undefined ? "?" : hex(productId)}${rest.length > 0 ? `, ${rest.join(", ")}` : ""})`;
}

function matches(wanted: UsbIdentity, port: PortEntry): boolean {
  return (
    (wanted.vendorId === undefined || wanted.vendorId === port.vendorId) &&
    (wanted.productId === undefined || wanted.productId === port.productId) &&
    (wanted.serialNumber === undefined || wanted.serialNumber === port.serialNumber)
  );
}

function identity({ vendorId, productId, serialNumber }: UsbIdentity): string {
  const parts = [
    vendorId === undefined ? undefined : `vendorId ${hex(vendorId)}`,
    productId === undefined ? undefined : `productId ${hex(productId)}`,
    serialNumber === undefined ? undefined : `serialNumber ${serialNumber}`,
  ];
  return parts.filter((part) => part !== undefined).join(", ");
}

function listed(ports: readonly PortEntry[]): string {
  if (ports.length === 0) return "none";
  const more = ports.length > mostNamed ? ` and ${ports.length - mostNamed} more` : "";
  return ports.slice(0, mostNamed).map(describePort).join(", ") + more;
}

function hex(value: number): string {
  return `0x${value.toString(16).padStart(4, "0")}`;
}
