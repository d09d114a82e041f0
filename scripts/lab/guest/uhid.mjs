// HID devices that are made of nothing, by /dev/uhid: linux/uhid.h of the kernel, every struct packed.
import fs from "node:fs";

const types = { destroy: 1, output: 6, getReport: 9, getReportReply: 10, create2: 11, input2: 12 };
const eventBytes = 4_380;
const busUsb = 3;

/** One device; it is plugged in as long as it is not destroyed. */
export class UhidDevice {
  /** Output reports that came, id first. */
  outputs = [];
  /** Feature reports by id, id first. */
  features = new Map();
  #descriptor;
  #timer;
  #destroyed = false;

  constructor({ name, serialNumber, vendorId, productId, descriptor }) {
    this.#descriptor = fs.openSync("/dev/uhid", fs.constants.O_RDWR | fs.constants.O_NONBLOCK);
    const event = Buffer.alloc(4 + 128 + 64 + 64 + 20 + 4_096);
    event.writeUInt32LE(types.create2, 0);
    event.write(name, 4);
    event.write(`lab-${serialNumber}`, 132);
    event.write(serialNumber, 196);
    event.writeUInt16LE(descriptor.length, 260);
    event.writeUInt16LE(busUsb, 262);
    event.writeUInt32LE(vendorId, 264);
    event.writeUInt32LE(productId, 268);
    event.set(descriptor, 280);
    fs.writeSync(this.#descriptor, event);
    this.#timer = setInterval(() => this.#listen(), 5);
  }

  /** Sends an input report, id first. */
  send(report) {
    const event = Buffer.alloc(6 + report.length);
    event.writeUInt32LE(types.input2, 0);
    event.writeUInt16LE(report.length, 4);
    event.set(report, 6);
    fs.writeSync(this.#descriptor, event);
  }

  /** Pulls the plug. */
  destroy() {
    if (this.#destroyed) return;
    this.#destroyed = true;
    clearInterval(this.#timer);
    const event = Buffer.alloc(4);
    event.writeUInt32LE(types.destroy, 0);
    fs.writeSync(this.#descriptor, event);
    fs.closeSync(this.#descriptor);
  }

  #listen() {
    const event = Buffer.alloc(eventBytes);
    for (;;) {
      try {
        fs.readSync(this.#descriptor, event);
      } catch (error) {
        if (error.code === "EAGAIN") return;
        throw error;
      }
      const type = event.readUInt32LE(0);
      if (type === types.output) this.outputs.push(Buffer.from(event.subarray(4, 4 + event.readUInt16LE(4_100))));
      if (type === types.getReport) this.#answer(event.readUInt32LE(4), this.features.get(event[8]));
    }
  }

  #answer(request, report) {
    const reply = Buffer.alloc(12 + (report?.length ?? 0));
    reply.writeUInt32LE(types.getReportReply, 0);
    reply.writeUInt32LE(request, 4);
    reply.writeUInt16LE(report === undefined ? 5 : 0, 8);
    reply.writeUInt16LE(report?.length ?? 0, 10);
    if (report !== undefined) reply.set(report, 12);
    fs.writeSync(this.#descriptor, reply);
  }
}
