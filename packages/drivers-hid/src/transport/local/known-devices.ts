import type { DeviceFacts } from "@aisle/sdk";
import type { HidDeviceInfo } from "./hid-library.ts";

/** Usage pages of the USB HID Point of Sale Usage Tables 1.02, section 2. */
export const posPages: readonly number[] = [0x8c, 0x8d];

/**
 * Whether a collection is a keyboard or keypad (HID Usage Tables, Generic Desktop Page 0x01, usages 0x06 and 0x07).
 * The operating system keeps those for itself.
 */
export function isKeyboard({ usagePage, usage }: HidDeviceInfo): boolean {
  return usagePage === 1 && (usage === 6 || usage === 7);
}

/** Whether a collection can be nothing that a driver wants: keyboards, mice, power buttons, media keys. */
export function isDesktop({ usagePage }: HidDeviceInfo): boolean {
  return usagePage === 0x01 || usagePage === 0x0c;
}

/** What is known of a device before it is opened. */
export function factsOf(info: Partial<HidDeviceInfo>): DeviceFacts {
  const text = (name: string, value: string | undefined): Record<string, string> =>
    value === undefined || value === "" ? {} : { [name]: value.slice(0, 256) };
  const number = (name: string, value: number | undefined): Record<string, number> =>
    value === undefined ? {} : { [name]: value };
  return {
    ...number("usbVendorId", info.vendorId),
    ...number("usbProductId", info.productId),
    ...number("hidUsagePage", info.usagePage),
    ...number("hidUsage", info.usage),
    ...text("manufacturer", info.manufacturer),
    ...text("product", info.product),
    ...text("serialNumber", info.serialNumber),
  };
}

/** A number as USB writes it. */
export function hex(value: number, digits = 4): string {
  return `0x${value.toString(16).padStart(digits, "0")}`;
}

/** A device in words, without its serial number. */
export function describe(info: HidDeviceInfo): string {
  const name = [info.manufacturer, info.product].filter((part) => part !== undefined && part !== "").join(" ");
  const usage =
    info.usagePage === undefined ? "" : ` (usage page ${hex(info.usagePage, 2)}, usage ${hex(info.usage ?? 0, 2)})`;
  return `${hex(info.vendorId)}:${hex(info.productId)}${name === "" ? "" : ` ${name.slice(0, 80)}`}${usage}`;
}
