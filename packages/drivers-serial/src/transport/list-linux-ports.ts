import type { Disk } from "./disk.ts";
import { usbNumber } from "./list-ports.ts";
import type { PortEntry } from "./port.ts";

/** Names of ports that hang on a bus; there are many more `tty`s, which are consoles. */
const portNames = /^tty(?:USB|ACM|XRUSB|WCHUSB|S|AMA|O|MFD|THS|SC|mxc)\d+$/;
/** From a port's own folder up to the USB device it belongs to: interface, device; a converter has one more between. */
const highest = 4;

/**
 * The serial ports of a Linux machine, from `/sys/class/tty` (kernel: Documentation/admin-guide/sysfs-rules.rst) and
 * `/dev/serial/by-id`, which udev makes. Ports of the board that nothing is wired to (`ttyS` without a driver's device)
 * are left out.
 */
export async function listLinuxPorts(disk: Disk): Promise<readonly PortEntry[]> {
  const [names, links] = await Promise.all([disk.names("/sys/class/tty"), stableLinks(disk)]);
  const ports = await Promise.all(
    names.filter((name) => portNames.test(name)).map(async (name) => entry(disk, name, links)),
  );
  return ports.flatMap((port) => port ?? []).sort((one, other) => (one.path < other.path ? -1 : 1));
}

/** `/dev/ttyUSB0` → `/dev/serial/by-id/…`. */
async function stableLinks(disk: Disk): Promise<ReadonlyMap<string, string>> {
  const links = await Promise.all(
    (await disk.names("/dev/serial/by-id")).map(async (name) => {
      const link = `/dev/serial/by-id/${name}`;
      return [await disk.real(link), link] as const;
    }),
  );
  return new Map(links.flatMap(([path, link]) => (path === undefined ? [] : [[path, link] as const])));
}

async function entry(disk: Disk, name: string, links: ReadonlyMap<string, string>): Promise<PortEntry | undefined> {
  const device = await disk.real(`/sys/class/tty/${name}/device`);
  if (device === undefined) return undefined;
  const path = `/dev/${name}`;
  const stablePath = links.get(path);
  let folder = device;
  for (let up = 0; up < highest && folder.lastIndexOf("/") > 0; up += 1) {
    const vendorId = usbNumber(await disk.text(`${folder}/idVendor`));
    if (vendorId !== undefined) {
      const [product, productId, serialNumber, manufacturer] = await Promise.all([
        disk.text(`${folder}/product`),
        disk.text(`${folder}/idProduct`).then(usbNumber),
        disk.text(`${folder}/serial`),
        disk.text(`${folder}/manufacturer`),
      ]);
      return {
        path,
        ...(stablePath !== undefined && { stablePath }),
        vendorId,
        ...(productId !== undefined && { productId }),
        ...(serialNumber !== undefined && { serialNumber }),
        ...(manufacturer !== undefined && { manufacturer }),
        ...(product !== undefined && { product }),
      };
    }
    folder = folder.slice(0, folder.lastIndexOf("/"));
  }
  // A port of the board: there are often 32 of them, and only those with a chip behind have a type.
  const type = await disk.text(`/sys/class/tty/${name}/type`);
  return type === "0" ? undefined : { path, ...(stablePath !== undefined && { stablePath }) };
}
