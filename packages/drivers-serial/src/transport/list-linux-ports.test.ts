import { describe, expect, it } from "vitest";
import type { Disk } from "./disk.ts";
import { listLinuxPorts } from "./list-linux-ports.ts";

/** A disk of these files and links. */
function diskOf(files: Readonly<Record<string, string>>, links: Readonly<Record<string, string>>): Disk {
  const paths = [...Object.keys(files), ...Object.keys(links)];
  return {
    names: (folder) =>
      Promise.resolve([
        ...new Set(
          paths
            .filter((path) => path.startsWith(`${folder}/`))
            .map((path) => path.slice(folder.length + 1).split("/")[0]!),
        ),
      ]),
    text: (file) => Promise.resolve(files[file]),
    real: (path) => Promise.resolve(links[path]),
    identity: () => Promise.resolve(undefined),
  };
}

const usb = "/sys/devices/pci0000:00/0000:00:14.0/usb1/1-2";
const disk = diskOf(
  {
    [`${usb}/idVendor`]: "0403",
    [`${usb}/idProduct`]: "6001",
    [`${usb}/serial`]: "A50285BI",
    [`${usb}/manufacturer`]: "FTDI",
    [`${usb}/product`]: "FT232R USB UART",
    "/sys/class/tty/ttyS0/type": "4",
    "/sys/class/tty/ttyS1/type": "0",
    "/sys/class/tty/tty1/dev": "4:1",
  },
  {
    "/sys/class/tty/ttyUSB0/device": `${usb}/1-2:1.0/ttyUSB0`,
    "/sys/class/tty/ttyS0/device": "/sys/devices/platform/serial8250",
    "/sys/class/tty/ttyS1/device": "/sys/devices/platform/serial8250",
    "/dev/serial/by-id/usb-FTDI_FT232R_USB_UART_A50285BI-if00-port0": "/dev/ttyUSB0",
  },
);

describe("the serial ports of a Linux machine", () => {
  it("are those with a device behind, with what USB says of it and the path that stays", async () => {
    await expect(listLinuxPorts(disk)).resolves.toEqual([
      { path: "/dev/ttyS0" },
      {
        path: "/dev/ttyUSB0",
        stablePath: "/dev/serial/by-id/usb-FTDI_FT232R_USB_UART_A50285BI-if00-port0",
        vendorId: 0x0403,
        productId: 0x6001,
        serialNumber: "A50285BI",
        manufacturer: "FTDI",
        product: "FT232R USB UART",
      },
    ]);
  });

  it("are none where nothing can be read", async () => {
    await expect(listLinuxPorts(diskOf({}, {}))).resolves.toEqual([]);
  });
});
