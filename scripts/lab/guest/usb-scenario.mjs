import fs from "node:fs";
import { codeReport, scanner } from "./descriptors.mjs";
import { makeGadget, PluggedGadget } from "./gadget.mjs";
import { labHub } from "./lab-hub.mjs";
import { check, eventually, expect, timed, until } from "./report.mjs";

const identity = { vendorId: 0x1d6b, productId: 0x0104, serialNumber: "G-1" };
const isOnline = ({ state }) => state === "online";
const ttys = () => fs.readdirSync("/dev").filter((name) => name.startsWith("ttyACM"));

/** A USB device with a HID and a serial scanner in it, as the host's own drivers of the kernel see it. */
export async function usbScenario() {
  makeGadget({ ...identity, manufacturer: "Acme", product: "Two scanners", descriptor: scanner });
  let gadget = await PluggedGadget.plug();
  const hub = await labHub([
    { id: "hid", driver: "hid-scanner", transport: { usb: identity } },
    { id: "serial", driver: "serial-scanner", transport: { usb: identity } },
  ]);
  const hid = hub.device("hid", "barcode-scanner");
  const serial = hub.device("serial", "barcode-scanner");
  const both = [hid, serial];
  const online = () => Promise.all(both.map(({ id, status$ }) => until(status$, isOnline, 15_000, `${id} online`)));
  const read = async (device, data, act) => {
    const reading = until(device.readings$, (each) => each.data.data === data, 5_000, data);
    const began = performance.now();
    await act();
    const { data: scan } = await reading;
    expect(scan.symbology === "]Q1", `symbology ${scan.symbology}`);
    return `${Math.round(performance.now() - began)} ms`;
  };
  const readHid = (data) => read(hid, data, () => gadget.report(codeReport("]Q1", data)));
  const readSerial = (data) => read(serial, data, () => gadget.say(`]Q1${data}\r\n`));
  const unplug = async () => {
    const noticed = both.map((device) => timed(device, "offline", () => undefined));
    gadget.unplug();
    return Promise.all(noticed);
  };

  await check("usb-online", async () => {
    await online();
    return `${JSON.stringify(hid.info)}, ${JSON.stringify(serial.info)}`;
  });
  await check("usb-hid-read", () => readHid("HID-1"));
  await check("usb-serial-read", async () => {
    await readSerial("SERIAL-1");
    return readSerial("SERIAL-2");
  });
  await check("usb-serial-write", async () => {
    gadget.heard();
    const { outcome } = await serial.commands.trigger({});
    let heard = "";
    await eventually(() => (heard += gadget.heard()).length >= 3, 2_000, `the trigger (${outcome})`);
    expect(outcome === "done" && heard === "\x16T\r", `${outcome} ${JSON.stringify(heard)}`);
    return JSON.stringify(heard);
  });
  await check("usb-unplug", async () => {
    const [one, two] = await unplug();
    expect(Math.max(one, two) <= 1_000, `hid ${one} ms, serial ${two} ms`);
    return `hid ${one} ms, serial ${two} ms`;
  });
  await check("usb-replug", async () => {
    gadget = await PluggedGadget.plug();
    await online();
    const before = ttys();
    // Whoever holds the tty open keeps its number: the next one gets another.
    const holder = fs.openSync(
      `/dev/${before[0]}`,
      fs.constants.O_RDWR | fs.constants.O_NONBLOCK | fs.constants.O_NOCTTY,
    );
    await unplug();
    gadget = await PluggedGadget.plug();
    await online();
    const after = ttys();
    await readHid("HID-2");
    await readSerial("SERIAL-3");
    fs.closeSync(holder);
    expect(before.join() !== after.join(), `${before} and then ${after}`);
    return `${before} became ${after}`;
  });
  await check("usb-cycles", async () => {
    let slowest = 0;
    for (let cycle = 0; cycle < 5; cycle += 1) {
      slowest = Math.max(slowest, ...(await unplug()));
      gadget = await PluggedGadget.plug();
      await online();
      await readHid(`HID-C${cycle}`);
      await readSerial(`SERIAL-C${cycle}`);
    }
    expect(slowest <= 1_000, `${slowest} ms`);
    return `slowest ${slowest} ms`;
  });
  await hub.close();
  gadget.unplug();
}
