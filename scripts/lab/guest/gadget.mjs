// A USB device with a HID and a CDC-ACM function, on the virtual controller of dummy_hcd: Documentation/usb/gadget_configfs.rst.
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import { eventually } from "./report.mjs";

const place = "/sys/kernel/config/usb_gadget/lab";
const controller = "dummy_udc.0";

/** Makes the device; it is not plugged in yet. */
export function makeGadget({ vendorId, productId, serialNumber, manufacturer, product, descriptor }) {
  const write = (name, value) => fs.writeFileSync(`${place}/${name}`, value);
  fs.mkdirSync(place);
  write("idVendor", `0x${vendorId.toString(16)}`);
  write("idProduct", `0x${productId.toString(16)}`);
  fs.mkdirSync(`${place}/strings/0x409`);
  write("strings/0x409/serialnumber", serialNumber);
  write("strings/0x409/manufacturer", manufacturer);
  write("strings/0x409/product", product);
  fs.mkdirSync(`${place}/configs/c.1`);
  fs.mkdirSync(`${place}/functions/hid.usb0`);
  write("functions/hid.usb0/report_length", "64");
  write("functions/hid.usb0/report_desc", Buffer.from(descriptor));
  fs.mkdirSync(`${place}/functions/acm.gs0`);
  for (const name of ["hid.usb0", "acm.gs0"])
    fs.symlinkSync(`${place}/functions/${name}`, `${place}/configs/c.1/${name}`);
}

/** The device as its own side sees it. */
export class PluggedGadget {
  #serial;

  /** Plugs it in. */
  static async plug() {
    fs.writeFileSync(`${place}/UDC`, controller);
    await eventually(() => fs.existsSync("/dev/ttyGS0") && fs.existsSync("/dev/hidg0"), 5_000, "the gadget's own side");
    execFileSync("/bin/busybox", ["stty", "-F", "/dev/ttyGS0", "raw", "-echo"]);
    return new PluggedGadget(
      fs.openSync("/dev/ttyGS0", fs.constants.O_RDWR | fs.constants.O_NONBLOCK | fs.constants.O_NOCTTY),
    );
  }

  constructor(serial) {
    this.#serial = serial;
  }

  /** Sends an input report of its HID function. */
  report(bytes) {
    return fs.promises.writeFile("/dev/hidg0", bytes);
  }

  /** Sends bytes of its serial function. */
  say(text) {
    fs.writeSync(this.#serial, text);
  }

  /** What has come to its serial function. */
  heard() {
    const bytes = Buffer.alloc(4_096);
    try {
      return bytes.toString("latin1", 0, fs.readSync(this.#serial, bytes));
    } catch (error) {
      if (error.code === "EAGAIN") return "";
      throw error;
    }
  }

  /** Pulls the plug. */
  unplug() {
    fs.writeFileSync(`${place}/UDC`, "\n");
    fs.closeSync(this.#serial);
  }
}
