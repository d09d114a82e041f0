import { expect, it } from "vitest";
import { udevRules } from "./udev-rules.ts";

const drivers = [
  { id: "hid-scanner", transport: "hid" },
  { id: "serial-scale", transport: "serial" },
  { id: "onvif-camera", transport: "onvif" },
] as const;

it("makes a udev rule of each USB device that a store names by its numbers", () => {
  const devices = [
    { id: "scanner-1", driver: "hid-scanner", transport: { usb: { vendorId: 0x0c2e, productId: "0x0b87" } } },
    {
      id: "scale-1",
      driver: "serial-scale",
      transport: { usb: { vendorId: "0403", serialNumber: "FT-1" }, baudRate: 9600 },
    },
    { id: "scale-2", driver: "serial-scale", transport: { path: "/dev/serial/by-id/usb-x" } },
    { id: "scale-3", driver: "serial-scale", transport: { usb: { serialNumber: 'x", RUN+="y' } } },
    // Without what cannot be written, their rules would be for a whole vendor.
    { id: "scale-4", driver: "serial-scale", transport: { usb: { vendorId: "0403", serialNumber: "*" } } },
    { id: "scale-5", driver: "serial-scale", transport: { usb: { vendorId: "0403", productId: "6001 or so" } } },
    { id: "cam-1", driver: "onvif-camera", transport: { host: "10.0.0.1" } },
    { id: "who", driver: "unknown", transport: { usb: { vendorId: 1 } } },
  ];
  const { lines, leftOut } = udevRules({ devices, buses: [] }, drivers, "aisle");
  expect(leftOut).toEqual(["scale-3", "scale-4", "scale-5"]);
  expect(lines).toEqual([
    "# scanner-1",
    'SUBSYSTEM=="hidraw", ATTRS{idVendor}=="0c2e", ATTRS{idProduct}=="0b87", GROUP="aisle", MODE="0660", TAG+="uaccess"',
    "# scale-1",
    'SUBSYSTEM=="tty", ATTRS{idVendor}=="0403", ATTRS{serial}=="FT-1", GROUP="aisle", MODE="0660", ENV{ID_MM_DEVICE_IGNORE}="1"',
  ]);
});
