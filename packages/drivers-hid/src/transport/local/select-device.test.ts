import { isAisleError } from "@aisle/sdk";
import { describe, expect, it } from "vitest";
import { scannerInfo } from "../virtual-hid.fixture.ts";
import type { HidDeviceInfo } from "./hid-library.ts";
import { findPath, selectDevice } from "./select-device.ts";

const wanted = { vendorId: 0x0c2e, productId: 0x0b87 };
const keyboard: HidDeviceInfo = { ...scannerInfo, path: "/dev/hidraw7", usagePage: 1, usage: 6 };

function errorOf(task: () => unknown): { readonly code: string; readonly message: string; readonly remedy?: string } {
  try {
    task();
  } catch (thrown) {
    if (isAisleError(thrown))
      return { code: thrown.code, message: thrown.message, ...(thrown.remedy && { remedy: thrown.remedy }) };
  }
  throw new Error("expected an AisleError");
}

describe("choosing a device among all that are there", () => {
  it("takes the one of the vendor, product and serial number, wherever it is plugged in", () => {
    const other = { ...scannerInfo, path: "/dev/hidraw1", serialNumber: "S-2" };
    expect(selectDevice([other, scannerInfo], { ...wanted, serialNumber: "S-1" }).path).toBe("/dev/hidraw0");
    expect(selectDevice([{ ...scannerInfo, path: "/dev/hidraw9" }], wanted).path).toBe("/dev/hidraw9");
  });

  it("takes the collection of a point-of-sale page where a device has several on paths of their own", () => {
    const vendor = { ...scannerInfo, path: "vendor", usagePage: 0xff45, usage: 1 };
    expect(selectDevice([keyboard, vendor, scannerInfo], wanted).path).toBe("/dev/hidraw0");
    expect(selectDevice([keyboard, vendor, scannerInfo], { ...wanted, usagePage: 0xff45 }).path).toBe("vendor");
  });

  it("takes a device whose collections share one path", () => {
    expect(selectDevice([scannerInfo, { ...scannerInfo, usage: 1 }], wanted).path).toBe("/dev/hidraw0");
  });

  it("says what is there when the one is not, without the serial numbers of others", () => {
    const { code, message } = errorOf(() => selectDevice([{ ...scannerInfo, productId: 1 }], wanted));
    expect(code).toBe("device-gone");
    expect(message).toContain("0x0c2e:0x0001 Acme Scanner (usage page 0x8c, usage 0x02)");
    expect(message).not.toContain("S-1");
    expect(errorOf(() => selectDevice([], wanted)).message).toContain("none at all");
    expect(errorOf(() => selectDevice([scannerInfo], { ...wanted, serialNumber: "S-9" })).message).toContain(
      "another serial number",
    );
    expect(errorOf(() => selectDevice([scannerInfo], { ...wanted, usagePage: 0x8d })).code).toBe("device-gone");
  });

  it("lists ten devices at most", () => {
    const many = Array.from({ length: 30 }, (_, index) => ({ ...scannerInfo, productId: index }));
    expect(errorOf(() => selectDevice(many, wanted)).message).toMatch(/and 20 more\.$/);
  });

  it("does not guess between two that fit", () => {
    const error = errorOf(() => selectDevice([scannerInfo, { ...scannerInfo, path: "/dev/hidraw1" }], wanted));
    expect(error).toMatchObject({ code: "hid-ambiguous", remedy: expect.stringContaining("serialNumber") });
  });

  it("says how to switch a scanner that acts as a keyboard", () => {
    const error = errorOf(() => selectDevice([keyboard], wanted));
    expect(error).toMatchObject({ code: "hid-keyboard-wedge", remedy: expect.stringContaining("HID POS") });
    expect(errorOf(() => findPath([keyboard], "/dev/hidraw7")).code).toBe("hid-keyboard-wedge");
    expect(findPath([keyboard, { ...scannerInfo, path: "/dev/hidraw7" }], "/dev/hidraw7")).toMatchObject({
      usagePage: 0x8c,
    });
  });
});
