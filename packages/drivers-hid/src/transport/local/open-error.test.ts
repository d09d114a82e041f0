import { describe, expect, it } from "vitest";
import { openError } from "./open-error.ts";
import { udevRule } from "./udev-rule.ts";

const device = { vendorId: 0x0c2e, productId: 0x0b87 };
const failed = (words: string): Error => new Error(`cannot open device with path /dev/hidraw0: ${words}`);

describe("errors of opening, which come without a code", () => {
  it.each([
    ["Failed to open a device with path '/dev/hidraw0': Permission denied", "linux", "permission-denied"],
    [
      "hid_open_path: failed to open IOHIDDevice from mach entry: (0xE00002E2) (iokit/common) not permitted",
      "darwin",
      "permission-denied",
    ],
    ["hid_open_path/CreateFile: (0x00000005) Zugriff verweigert", "win32", "permission-denied"],
    [
      "hid_open_path: failed to open IOHIDDevice from mach entry: (0xE00002C5) exclusive access",
      "darwin",
      "device-busy",
    ],
    ["hid_open_path/CreateFile: (0x00000020) in use", "win32", "device-busy"],
    ["Failed to open a device with path '/dev/hidraw0': No such file or directory", "linux", "device-gone"],
    ["Failed to open a device with path '/tmp': Is a directory", "linux", "hid-path-invalid"],
    [
      "ioctl(GRDESCSIZE) error for '/dev/null', not a HIDRAW device?: Inappropriate ioctl for device",
      "linux",
      "hid-path-invalid",
    ],
    ["something new", "linux", "hid-open-failed"],
  ])("%s on %s is %s", (words, platform, code) => {
    expect(openError(failed(words), device, platform)).toMatchObject({ code, retryable: true });
  });

  it("a permission that is missing comes with the udev rule, Input Monitoring, or what Windows keeps for itself", () => {
    const denied = failed("Permission denied");
    expect(openError(denied, device, "linux").remedy).toContain(udevRule(device));
    expect(openError(denied, {}, "linux").remedy).toContain("udev rule");
    expect(openError(denied, device, "darwin").remedy).toContain("Input Monitoring");
    expect(openError(denied, device, "win32").remedy).toContain("HID POS");
  });

  it("a path that leads to no HID device is named, and what to give instead", () => {
    expect(openError(failed("Is a directory"), { path: "/dev/bus" }, "linux")).toMatchObject({
      message: expect.stringContaining("the path /dev/bus is no HID device"),
      remedy: expect.stringContaining("`usb`"),
    });
  });

  it("a library that cannot be loaded is a missing module, whatever was thrown", () => {
    const missing = Object.assign(new Error("libudev.so.1: cannot open shared object file"), {
      code: "ERR_DLOPEN_FAILED",
    });
    expect(openError(missing, device, "linux").code).toBe("module-missing");
    expect(openError("a string", device, "linux").code).toBe("hid-open-failed");
  });
});

it("a udev rule names the device in udev's own way", () => {
  expect(udevRule({ vendorId: 0x0c2e, productId: 0xb87, group: "store" })).toBe(
    'SUBSYSTEM=="hidraw", KERNEL=="hidraw*", ATTRS{idVendor}=="0c2e", ATTRS{idProduct}=="0b87", GROUP="store", MODE="0660", TAG+="uaccess"',
  );
});
