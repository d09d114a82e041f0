import { AisleError, type DeviceFacts } from "@aisle/sdk";

/** What is on the pages of USB HID Point of Sale Usage Tables 1.02, section 2, and the driver for it. */
const pages = {
  0x8c: { what: "a barcode scanner", driver: "hid-scanner" },
  0x8d: { what: "a scale", driver: "hid-scale" },
} as const;

/**
 * Raises `settings-invalid`, which blocks, for a device that says that it is of the other driver's page. A page of a
 * maker's own, or none, is left to whoever chose the driver.
 */
export function checkUsagePage(facts: DeviceFacts | undefined, wanted: keyof typeof pages): void {
  const seen = facts?.["hidUsagePage"];
  if ((seen !== 0x8c && seen !== 0x8d) || seen === wanted) return;
  const [its, ours] = [pages[seen], pages[wanted]];
  throw new AisleError(
    "settings-invalid",
    `The device is ${its.what} (usage page ${page(seen)}); ${ours.driver} is for ${ours.what} (usage page ${page(wanted)}).`,
    {
      category: "settings",
      remedy: `Set its driver to ${its.driver}, or its transport to another device; of one device that has both parts, \`usb.usagePage\` chooses.`,
    },
  );
}

function page(value: number): string {
  return `0x${value.toString(16).toUpperCase()}`;
}
