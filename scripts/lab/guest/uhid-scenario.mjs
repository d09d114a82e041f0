import { spawnSync } from "node:child_process";
import { codeReport, keyboard, scale, scanner } from "./descriptors.mjs";
import { labHub, openHid } from "./lab-hub.mjs";
import { check, eventually, expect, sleep, timed, until } from "./report.mjs";
import { UhidDevice } from "./uhid.mjs";

const model = { name: "Acme HID POS", vendorId: 0x1d6b, productId: 0x8c01, descriptor: scanner };
const plug = (serialNumber = "S-1", more = {}) => new UhidDevice({ ...model, serialNumber, ...more });
const usb = (productId, serialNumber) => ({
  vendorId: model.vendorId,
  productId,
  ...(serialNumber && { serialNumber }),
});
const isOnline = ({ state }) => state === "online";
const scanOf = (data) => (reading) => reading.type === "scan" && reading.data.data === data;

/** Everything about HID that needs no USB: scanners and a scale on /dev/uhid. */
export async function uhidScenario() {
  let device = plug();
  const hub = await labHub([
    { id: "scanner", driver: "hid-scanner", transport: { usb: usb(0x8c01, "S-1") } },
    { id: "twin", driver: "hid-scanner", transport: { usb: usb(0x8c02) } },
    { id: "wedge", driver: "hid-scanner", transport: { usb: usb(0x8c03) } },
    { id: "scale", driver: "hid-scale", transport: { usb: usb(0x8d01) }, settings: { rate: 10 } },
  ]);
  const scans = [];
  hub.readings$.subscribe((reading) => reading.type === "scan" && scans.push(reading.data.data));
  const held = hub.device("scanner", "barcode-scanner");
  /** The device says a code, and its reading comes. */
  const reads = async (data) => {
    const read = until(held.readings$, scanOf(data), 5_000, data);
    const began = performance.now();
    device.send(codeReport("]Q1", data));
    const { data: scan } = await read;
    expect(scan.symbology === "]Q1", `symbology ${scan.symbology}`);
    return `${Math.round((performance.now() - began) * 10) / 10} ms`;
  };

  await check("hid-info", async () => {
    await until(held.status$, isOnline, 20_000, "online");
    expect(held.info.serialNumber === "S-1", JSON.stringify(held.info));
    return JSON.stringify(held.info);
  });
  await check("hid-read", () => reads("MEMBER-1"));
  await check("hid-joined", async () => {
    const text = "0123456789".repeat(13);
    const read = until(held.readings$, scanOf(text), 5_000, "the joined code");
    for (const [from, to] of [
      [0, 56],
      [56, 112],
      [112, 130],
    ])
      device.send(codeReport("]Q1", text.slice(from, to), to < 130));
    await read;
    return `${text.length} characters`;
  });
  await check("hid-trigger", async () => {
    const { outcome } = await held.commands.trigger({});
    await eventually(() => device.outputs.length > 0, 2_000, "the output report");
    expect(
      outcome === "done" && device.outputs[0].equals(Buffer.from([4, 1])),
      `${outcome}, ${device.outputs[0].toString("hex")}`,
    );
    return device.outputs[0].toString("hex");
  });
  await check("hid-feature", async () => {
    device.features.set(0x10, Buffer.from([0x10, 1, 2, 3, 4]));
    const { transport, close } = await openHid(usb(0x8c01));
    const report = await transport.getFeatureReport(0x10, 5);
    await close();
    expect(Buffer.from(report).equals(Buffer.from([0x10, 1, 2, 3, 4])), Buffer.from(report).toString("hex"));
    return Buffer.from(report).toString("hex");
  });
  await check("hid-unplug", async () => {
    const ms = await timed(held, "offline", () => device.destroy());
    expect(ms <= 1_000, `${ms} ms`);
    return `${ms} ms, ${held.status.reason.code}`;
  });
  await check("hid-replug", async () => {
    // Another device takes the first number, so that the path is not the same any more.
    const other = plug("other", { productId: 0x8cff });
    const ms = await timed(held, "online", () => {
      device = plug();
    });
    await reads("MEMBER-2");
    other.destroy();
    return `${ms} ms`;
  });
  await check("hid-cycles", async () => {
    let slowest = 0;
    for (let cycle = 0; cycle < 20; cycle += 1) {
      slowest = Math.max(slowest, await timed(held, "offline", () => device.destroy()));
      device = plug();
      await until(held.status$, isOnline, 10_000, "online");
      await reads(`CYCLE-${cycle}`);
    }
    expect(slowest <= 1_000, `${slowest} ms`);
    return `slowest ${slowest} ms`;
  });
  await check("hid-broken-off", async () => {
    const before = scans.length;
    device.send(codeReport("]Q1", "half a code", true));
    await timed(held, "offline", () => device.destroy());
    device = plug();
    await until(held.status$, isOnline, 10_000, "online");
    await reads("whole");
    expect(scans.length === before + 1, scans.slice(before).join(", "));
    return "only the next code was read";
  });
  await check("hid-ambiguous", () => ambiguous(hub.device("twin", "barcode-scanner")));
  await check("hid-keyboard", () => keyboardWedge(hub.device("wedge", "barcode-scanner")));
  await check("hid-permission", async () => {
    const tried = spawnSync(process.execPath, ["without-rights.mjs"], { uid: 65_534, gid: 65_534, encoding: "utf8" });
    expect(
      tried.stdout.includes("permission-denied") && tried.stdout.includes('ATTRS{idVendor}=="1d6b"'),
      tried.stdout + tried.stderr,
    );
    return "permission-denied, with the rule";
  });
  await check("hid-scale", () => zeroed(hub.device("scale", "weight-shelf")));
  await check("hid-enumeration", async () => {
    const { devicesAsync } = await import("node-hid");
    const began = performance.now();
    for (let round = 0; round < 20; round += 1) await devicesAsync();
    return `${((performance.now() - began) / 20).toFixed(1)} ms`;
  });
  device.destroy();
  await hub.close();
}

async function ambiguous(twin) {
  const twins = ["T-1", "T-2"].map((serialNumber) => plug(serialNumber, { productId: 0x8c02 }));
  await until(twin.status$, ({ reason }) => reason?.message.includes("fit"), 10_000, "the refusal");
  const { message, remedy } = twin.status.reason;
  expect(remedy.includes("serialNumber") && !message.includes("T-1"), `${message} ${remedy}`);
  twins[0].destroy();
  await until(twin.status$, isOnline, 10_000, "online with one of them gone");
  twins[1].destroy();
  return "refused; online with one of them gone";
}

async function keyboardWedge(wedge) {
  const device = plug("W-1", { productId: 0x8c03, descriptor: keyboard });
  await until(wedge.status$, ({ reason }) => reason?.remedy?.includes("HID POS"), 10_000, "what mends it");
  const { message } = wedge.status.reason;
  device.destroy();
  return message.slice(0, 80);
}

async function zeroed(held) {
  const device = plug("K-1", { name: "Acme Scale", productId: 0x8d01, descriptor: scale });
  const said = [];
  held.readings$.subscribe(({ type, data }) =>
    said.push(type === "weights" ? Math.round(data.grams[0] * 10) / 10 : type),
  );
  let report = [3, 4, 2, 0xff, 0xd2, 0x04];
  const streaming = setInterval(() => {
    device.send(Buffer.from(report));
    if (device.outputs.length > 0) report = [3, 2, 2, 0xff, 0, 0];
  }, 100);
  try {
    await until(held.status$, isOnline, 10_000, "online");
    const { outcome } = await held.commands.tare({});
    await sleep(300);
    const at = said.indexOf("rebaselined");
    expect(outcome === "done" && said[at - 1] === 123.4 && said[at + 1] === 0, `${outcome}: ${said.join(" ")}`);
    return "123.4 g, rebaselined, 0 g";
  } finally {
    clearInterval(streaming);
    device.destroy();
  }
}
