import type { Logger } from "@aisle/sdk";
import type { Disk } from "./disk.ts";
import { findPort } from "./find-port.ts";
import type { ListPorts, PortEntry } from "./port.ts";
import type { SerialSettings } from "./settings.ts";

/** Names that the kernel gives in order of plugging in: another device may have it tomorrow. */
const shiftingName = /^\/dev\/(?:tty(?:USB|ACM|XRUSB|WCHUSB)\d+|(?:tty|cu)\.usb(?:modem|serial)\w*)$/;

/**
 * The port that the settings mean, looked up anew at every opening, so that a device that was plugged in elsewhere is
 * found again. A path is opened as it is, with what the list knows of it.
 */
export async function locatePort(
  settings: Exclude<SerialSettings, { host: string }>,
  listPorts: ListPorts,
  disk: Disk,
  log: Logger,
): Promise<PortEntry> {
  if ("usb" in settings) return findPort(settings.usb, await listPorts());
  const { path } = settings;
  // Only facts: a path opens without them, so a list that cannot be had is no fault.
  const ports = await listPorts().catch(() => []);
  const real = path.startsWith("/") ? ((await disk.real(path)) ?? path) : path;
  const entry = ports.find((port) => port.path === path || port.path === real || port.stablePath === path);
  if (shiftingName.test(path)) warn(path, entry, log);
  return { ...entry, path };
}

function warn(path: string, entry: PortEntry | undefined, log: Logger): void {
  const { stablePath, serialNumber } = entry ?? {};
  const better =
    stablePath === undefined
      ? serialNumber === undefined
        ? "a path under /dev/serial/by-id, or `usb`"
        : `usb: { serialNumber: "${serialNumber}" }`
      : `path: ${stablePath}`;
  log.warn(`${path} may be another device after replugging or restarting; use ${better} instead.`);
}
