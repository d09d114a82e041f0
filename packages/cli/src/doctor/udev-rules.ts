import type { AnyDriver } from "@aisle/sdk";
import type { StoreSettings } from "@aisle/sdk/store";

/** Which subsystem of Linux makes the device file of a transport. */
const subsystems: Readonly<Record<string, string>> = { hid: "hidraw", serial: "tty" };

/** Ports that are no modems; ModemManager would open every new one for a while. */
const keptFromModemManager = 'ENV{ID_MM_DEVICE_IGNORE}="1"';

/** Rules for udev. */
export interface UdevRules {
  readonly lines: readonly string[];
  /** Ids of devices that a rule cannot name safely. */
  readonly leftOut: readonly string[];
}

/**
 * The rules for udev that let a group open the USB devices which a store names by their numbers, one a line. They are
 * made of `usb` in the settings of `hid` and `serial` transports; devices that are named by a path are not known well
 * enough. A device whose numbers cannot be written into a rule is left out rather than its rule made wider.
 */
export function udevRules(
  { devices, buses }: Pick<StoreSettings, "devices" | "buses">,
  drivers: readonly Pick<AnyDriver, "id" | "transport">[],
  group: string,
): UdevRules {
  const named = [
    ...buses.map(({ id, transport, settings }) => ({ id, over: transport, settings })),
    ...devices.map(({ id, driver, transport }) => {
      return { id, over: drivers.find((one) => one.id === driver)?.transport, settings: transport };
    }),
  ];
  const lines: string[] = [];
  const leftOut: string[] = [];
  for (const { id, over, settings } of named) {
    const subsystem = over === undefined ? undefined : subsystems[over];
    const match = subsystem === undefined ? [] : matchOf(settings);
    if (match === undefined) leftOut.push(id);
    if (subsystem === undefined || match === undefined || match.length === 0) continue;
    const rest = subsystem === "tty" ? [keptFromModemManager] : ['TAG+="uaccess"'];
    const rule = [`SUBSYSTEM=="${subsystem}"`, ...match, `GROUP="${group}"`, 'MODE="0660"', ...rest].join(", ");
    // An id says what it likes; a comment ends with its line.
    lines.push(`# ${id.replaceAll(/[^\w.:/ -]/g, "?")}`, rule);
  }
  return { lines, leftOut };
}

/** What udev compares: empty where the settings name no USB device, `undefined` where a rule cannot say what they name. */
function matchOf(settings: unknown): readonly string[] | undefined {
  const usb = fieldOf(settings, "usb");
  const serial = fieldOf(usb, "serialNumber");
  const vendor = fieldOf(usb, "vendorId");
  const product = fieldOf(usb, "productId");
  const match = [
    ["idVendor", vendor, usbNumber(vendor)],
    ["idProduct", product, usbNumber(product)],
    // Other characters are part of a pattern for udev, or end the value.
    ["serial", serial, typeof serial === "string" && /^[\w .:-]+$/.test(serial) ? serial : undefined],
  ] as const;
  const given = match.filter(([, value]) => value !== undefined);
  // A rule without one of them would open more than this device.
  if (given.some(([, , written]) => written === undefined)) return undefined;
  return given.map(([name, , written]) => `ATTRS{${name}}=="${written ?? ""}"`);
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? (value as Readonly<Record<string, unknown>>)[name] : undefined;
}

/** A number of USB as udev writes it: four hexadecimal digits. */
function usbNumber(value: unknown): string | undefined {
  if (typeof value === "string" && !/^(?:0x)?[\da-f]{1,4}$/i.test(value)) return undefined;
  const number = typeof value === "string" ? Number.parseInt(value.replace(/^0x/i, ""), 16) : value;
  if (typeof number !== "number" || !Number.isInteger(number) || number < 0 || number > 0xffff) return undefined;
  return number.toString(16).padStart(4, "0");
}
