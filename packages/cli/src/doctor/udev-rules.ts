import type { AnyDriver } from "@aisle/sdk";
import type { StoreSettings } from "@aisle/sdk/store";

/** Which subsystem of Linux makes the device file of a transport. */
const subsystems: Readonly<Record<string, string>> = { hid: "hidraw", serial: "tty" };

/** Ports that are no modems; ModemManager would open every new one for a while. */
const keptFromModemManager = 'ENV{ID_MM_DEVICE_IGNORE}="1"';

/**
 * The rules for udev that let a group open the USB devices which a store names by their numbers, one a line. They are
 * made of `usb` in the settings of `hid` and `serial` transports; devices that are named by a path are not known well
 * enough.
 */
export function udevRules(
  { devices, buses }: Pick<StoreSettings, "devices" | "buses">,
  drivers: readonly Pick<AnyDriver, "id" | "transport">[],
  group: string,
): readonly string[] {
  const named = [
    ...buses.map(({ id, transport, settings }) => ({ id, over: transport, settings })),
    ...devices.map(({ id, driver, transport }) => {
      return { id, over: drivers.find((one) => one.id === driver)?.transport, settings: transport };
    }),
  ];
  return named.flatMap(({ id, over, settings }): readonly string[] => {
    const subsystem = over === undefined ? undefined : subsystems[over];
    const match = matchOf(settings);
    if (subsystem === undefined || match === undefined) return [];
    const rest = subsystem === "tty" ? [keptFromModemManager] : ['TAG+="uaccess"'];
    return [`# ${id}`, [`SUBSYSTEM=="${subsystem}"`, ...match, `GROUP="${group}"`, 'MODE="0660"', ...rest].join(", ")];
  });
}

/** What udev compares; nothing where the settings name no USB device. */
function matchOf(settings: unknown): readonly string[] | undefined {
  const usb = fieldOf(settings, "usb");
  const serial = fieldOf(usb, "serialNumber");
  const match = [
    ...attribute("idVendor", usbNumber(fieldOf(usb, "vendorId"))),
    ...attribute("idProduct", usbNumber(fieldOf(usb, "productId"))),
    // What udev takes for something else in a pattern is left out: vendor and product tell the rest.
    ...attribute("serial", typeof serial === "string" && /^[\w .:-]+$/.test(serial) ? serial : undefined),
  ];
  return match.length === 0 ? undefined : match;
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? (value as Readonly<Record<string, unknown>>)[name] : undefined;
}

const attribute = (name: string, value: string | undefined): readonly string[] =>
  value === undefined ? [] : [`ATTRS{${name}}=="${value}"`];

/** A number of USB as udev writes it: four hexadecimal digits. */
function usbNumber(value: unknown): string | undefined {
  const number = typeof value === "string" ? Number.parseInt(value.replace(/^0x/i, ""), 16) : value;
  if (typeof number !== "number" || !Number.isInteger(number) || number < 0 || number > 0xffff) return undefined;
  return number.toString(16).padStart(4, "0");
}
