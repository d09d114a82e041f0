import { expect, it } from "vitest";
import { toEntry, usbNumber } from "./list-ports.ts";

it("a port of macOS or Windows has the numbers of USB as numbers, and no fact that is not there", () => {
  const port = {
    path: "COM3",
    vendorId: "0403",
    productId: "6001",
    serialNumber: "A5",
    friendlyName: "USB Serial Port (COM3)",
  };
  expect(toEntry({ ...port, manufacturer: "FTDI" })).toEqual({
    path: "COM3",
    vendorId: 0x403,
    productId: 0x6001,
    serialNumber: "A5",
    manufacturer: "FTDI",
    product: "USB Serial Port (COM3)",
  });
  expect(toEntry({ path: "COM1", vendorId: undefined })).toEqual({ path: "COM1" });
  expect([usbNumber("0x0C2E"), usbNumber("xyz"), usbNumber(undefined)]).toEqual([0x0c2e, undefined, undefined]);
});
