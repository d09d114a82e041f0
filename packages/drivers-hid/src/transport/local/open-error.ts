import { AisleError, isAisleError, toAisleError } from "@aisle/sdk";
import type { HidDeviceInfo } from "./hid-library.ts";
import { udevRule } from "./udev-rule.ts";

/**
 * node-hid's errors carry no code, only the words of the operating system: `strerror` on Linux, a hexadecimal code of
 * Windows (ERROR_ACCESS_DENIED 5, ERROR_SHARING_VIOLATION 0x20, …) or of IOKit (kIOReturnNotPermitted 0xE00002E2,
 * kIOReturnExclusiveAccess 0xE00002C5, kIOReturnNotPrivileged 0xE00002C1) in words that may be translated.
 */
const meanings: readonly (readonly [RegExp, "denied" | "busy" | "gone" | "not-hid"])[] = [
  [/permission denied|operation not permitted|\(0x00000005\)|0xE00002E2|0xE00002C1/i, "denied"],
  [/resource busy|\(0x00000020\)|0xE00002C5/i, "busy"],
  [/no such (?:file|device)|\(0x0000000[23]\)|\(0x0000048f\)|mach entry not found|0xE00002C0/i, "gone"],
  // Of a path that leads to something else: a directory, a file, another device.
  [/is a directory|not a hidraw device|inappropriate ioctl|not a typewriter/i, "not-hid"],
];

/** What went wrong while a device was opened or looked for, with what mends it on this platform. */
export function openError(thrown: unknown, device: Partial<HidDeviceInfo>, platform: string): AisleError {
  if (isAisleError(thrown)) return thrown;
  const { message, cause } = wordsOf(thrown);
  if (isMissing(thrown)) {
    return new AisleError("module-missing", `node-hid could not be loaded: ${message}`, {
      category: "settings",
      remedy:
        "Install the packages again on this computer, with their optional parts; on Linux node-hid needs libudev (package libudev1). There is no build of it for some systems: use a bridge over TCP there.",
      cause,
    });
  }
  const meaning = meanings.find(([words]) => words.test(message))?.[1];
  const options = { category: "transport", retryable: true, cause } as const;
  switch (meaning) {
    case "denied":
      return new AisleError("permission-denied", message, { ...options, remedy: permissionRemedy(device, platform) });
    case "busy":
      return new AisleError("device-busy", message, {
        ...options,
        remedy: "Close the other program that holds the device.",
      });
    case "gone":
      return new AisleError("device-gone", message, {
        ...options,
        remedy: "Check that the device is plugged in and powered.",
      });
    // Not of category `settings`, which blocks: the path may lead to a HID device after the next plugging in.
    case "not-hid":
      return new AisleError(
        "hid-path-invalid",
        `What is at ${device.path === undefined ? "the path" : `the path ${device.path}`} is no HID device: ${message}`,
        {
          ...options,
          remedy:
            "Give the path of a HID device, such as /dev/hidraw0, or better `usb`; `aisle devices`, without a file, lists what is plugged in.",
        },
      );
    case undefined:
      return new AisleError("hid-open-failed", message, {
        ...options,
        remedy: "Unplug the device and plug it in again; if that does not help, tell us this message.",
      });
  }
}

/** What was thrown by a call on an open device. */
export function callError(thrown: unknown): AisleError {
  if (isAisleError(thrown)) return thrown;
  const { message, cause } = wordsOf(thrown);
  return new AisleError("device-gone", message, {
    category: "transport",
    retryable: true,
    remedy: "Check that the device is plugged in and powered, and its cable sound.",
    cause,
  });
}

/** The words of anything thrown; node-hid also emits plain strings. */
function wordsOf(thrown: unknown): { readonly message: string; readonly cause: unknown } {
  return { message: toAisleError(thrown).message, cause: thrown };
}

function isMissing(thrown: unknown): boolean {
  const code = typeof thrown === "object" && thrown !== null ? (thrown as { readonly code?: unknown }).code : undefined;
  if (["ERR_DLOPEN_FAILED", "ERR_MODULE_NOT_FOUND", "MODULE_NOT_FOUND"].includes(String(code))) return true;
  return /prebuil[dt]/i.test(toAisleError(thrown).message);
}

function permissionRemedy({ vendorId, productId }: Partial<HidDeviceInfo>, platform: string): string {
  switch (platform) {
    case "darwin":
      return "Allow this program under System Settings, Privacy & Security, Input Monitoring, and start it again.";
    case "win32":
      return "Windows keeps keyboards and mice for itself, and another program may hold the device for itself alone: switch it to HID POS, and close the other program.";
    default:
      return vendorId === undefined || productId === undefined
        ? "Give the user that runs this process the right to open the device, by a udev rule; see `udevRule`."
        : `Put this line into /etc/udev/rules.d/70-aisle-hid.rules, add the user that runs this process to the group plugdev, run \`udevadm control --reload-rules && udevadm trigger\`, and plug the device in again: ${udevRule({ vendorId, productId })}`;
  }
}
