import type { DeviceFacts, DiscoveredAddress } from "@aisle/sdk";
import type { ListPorts, PortEntry } from "./port.ts";

/** What is known of a port, in the names that manifests match on. */
export function factsOf({
  vendorId,
  productId,
  serialNumber,
  manufacturer,
  product,
}: PortEntry): DeviceFacts | undefined {
  const facts = {
    ...(vendorId !== undefined && { usbVendorId: vendorId }),
    ...(productId !== undefined && { usbProductId: productId }),
    ...(serialNumber !== undefined && { serialNumber }),
    ...(manufacturer !== undefined && { manufacturer }),
    ...(product !== undefined && { product }),
  };
  return Object.keys(facts).length === 0 ? undefined : facts;
}

/** The USB serial ports there are, each with the settings that find it again wherever it is plugged in. Opens none. */
export async function* discoverPorts(listPorts: ListPorts, signal: AbortSignal): AsyncGenerator<DiscoveredAddress> {
  const ports = await listPorts();
  for (const port of ports) {
    if (signal.aborted) return;
    const facts = factsOf(port);
    if (facts === undefined || port.vendorId === undefined) continue;
    yield { settings: settingsOf(port, ports), facts };
  }
}

/** The serial number where it tells the port from the others, else a path that stays, else what there is. */
function settingsOf(port: PortEntry, ports: readonly PortEntry[]): unknown {
  const { vendorId, productId, serialNumber, stablePath, path } = port;
  const same = ports.filter(
    (other) => other.vendorId === vendorId && other.productId === productId && other.serialNumber === serialNumber,
  );
  if (serialNumber !== undefined && same.length === 1) return { usb: { vendorId, productId, serialNumber } };
  if (stablePath !== undefined) return { path: stablePath };
  return same.length === 1 ? { usb: { vendorId, productId } } : { path };
}
