import { AisleError } from "@aisle/sdk";
import type { UsbIdentity } from "../settings.ts";
import type { HidDeviceInfo } from "./hid-library.ts";
import { describe, hex, isKeyboard, posPages } from "./known-devices.ts";

/** More devices than this are not listed in an error. */
const mostListed = 10;

type Found = HidDeviceInfo & { readonly path: string };

/**
 * The one device that is meant, among all that are there at this moment. Where a usage page is not given and one device
 * has several collections, the one of a point-of-sale page (0x8c, 0x8d) is taken.
 *
 * Raises `device-gone` when it is not there, `hid-keyboard-wedge` when it acts as a keyboard, and `hid-ambiguous` when
 * several fit. The errors list what is there, without the serial numbers of others.
 */
export function selectDevice(devices: readonly HidDeviceInfo[], wanted: UsbIdentity): Found {
  const model = devices.filter((info) => info.vendorId === wanted.vendorId && info.productId === wanted.productId);
  const own = model.filter(
    ({ serialNumber }) => wanted.serialNumber === undefined || serialNumber === wanted.serialNumber,
  );
  if (own.length === 0) throw notThere(devices, wanted, model);
  const open = own.filter((info): info is Found => !isKeyboard(info) && info.path !== undefined);
  if (open.length === 0) throw keyboardWedge(wanted);
  const fitting = open.filter(
    ({ usagePage, usage }) =>
      (wanted.usagePage === undefined || usagePage === wanted.usagePage) &&
      (wanted.usage === undefined || usage === wanted.usage),
  );
  if (fitting.length === 0) throw notThere(own, wanted, own);
  // Linux and macOS list each collection of a device with the same path.
  const pos = fitting.filter(({ usagePage }) => usagePage !== undefined && posPages.includes(usagePage));
  const candidates = pos.length > 0 ? pos : fitting;
  if (new Set(candidates.map(({ path }) => path)).size > 1) throw ambiguous(candidates, wanted);
  return candidates[0]!;
}

/** What is known of the device at a path, if anything; raises `hid-keyboard-wedge` where it is a keyboard and nothing else. */
export function findPath(devices: readonly HidDeviceInfo[], path: string): HidDeviceInfo | undefined {
  const own = devices.filter((info) => info.path === path);
  const [first] = own;
  if (first !== undefined && own.every(isKeyboard)) throw keyboardWedge(first);
  return own.find((info) => !isKeyboard(info));
}

function name({ vendorId, productId, serialNumber, usagePage, usage }: UsbIdentity): string {
  return [
    `the HID device ${hex(vendorId)}:${hex(productId)}`,
    ...(serialNumber === undefined ? [] : [`with the serial number ${serialNumber}`]),
    ...(usagePage === undefined ? [] : [`with usage page ${hex(usagePage, 2)}`]),
    ...(usage === undefined ? [] : [`and usage ${hex(usage, 2)}`]),
  ].join(" ");
}

function list(devices: readonly HidDeviceInfo[]): string {
  const lines = [...new Set(devices.map(describe))];
  const more = lines.length > mostListed ? ` and ${lines.length - mostListed} more` : "";
  return lines.length === 0 ? "none at all" : `${lines.slice(0, mostListed).join(", ")}${more}`;
}

function notThere(devices: readonly HidDeviceInfo[], wanted: UsbIdentity, model: readonly HidDeviceInfo[]): AisleError {
  const other =
    model.length > 0 && wanted.serialNumber !== undefined ? " One of the same model has another serial number." : "";
  return new AisleError("device-gone", `There is no sign of ${name(wanted)}.${other} There are: ${list(devices)}.`, {
    category: "transport",
    retryable: true,
    remedy: "Plug it in, or correct vendorId, productId, serialNumber or usagePage in its settings.",
  });
}

function ambiguous(devices: readonly HidDeviceInfo[], wanted: UsbIdentity): AisleError {
  return new AisleError(
    "hid-ambiguous",
    `${devices.length} devices fit ${name(wanted)}, and nobody can tell which is meant: ${list(devices)}.`,
    {
      category: "device",
      retryable: true,
      remedy:
        "Give its serialNumber in the settings, or usagePage and usage where it is one device with several parts.",
    },
  );
}

function keyboardWedge({ vendorId, productId }: Pick<UsbIdentity, "vendorId" | "productId">): AisleError {
  return new AisleError(
    "hid-keyboard-wedge",
    `There is the HID device ${hex(vendorId)}:${hex(productId)}, but it acts as a keyboard (usage page 0x01, usage 0x06): what it reads is typed where the cursor is, and no program may open it.`,
    {
      category: "device",
      retryable: true,
      remedy:
        'Switch it to "USB HID POS" (also called "HID Bar Code Scanner" or "HID scanner") by scanning the code of its manual; its productId usually changes with that. Or switch it to a virtual COM port and use @aisle/drivers-serial.',
    },
  );
}
