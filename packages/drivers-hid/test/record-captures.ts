// Records `captures/`: what the layouts of the makers' manuals give, through the transport as it is, in virtual time.
// Run it as `node --import tsx --conditions=aisle-source test/record-captures.ts`.
import { createWriteStream } from "node:fs";
import { type AnyDriver, openHub, VirtualClock } from "@aisle/sdk";
import { captureTransport } from "@aisle/sdk/testing";
import { createHidTransport, hidScale, hidScanner } from "../src/index.ts";
import { aimReports } from "../src/scanner/reports.fixture.ts";
import { scannerInfo, VirtualHid } from "../src/transport/virtual-hid.fixture.ts";
import { scaleFrames, scannerFrames } from "./frames.ts";

async function record(driver: AnyDriver, name: string, reports: readonly Uint8Array[]): Promise<void> {
  const file = createWriteStream(new URL(`../captures/${name}.jsonl`, import.meta.url));
  const hid = new VirtualHid();
  hid.plugged = [scannerInfo];
  const capture = captureTransport(createHidTransport({ hid }), (line) => file.write(line));
  const clock = new VirtualClock(0);
  const transport = { usb: { vendorId: scannerInfo.vendorId, productId: scannerInfo.productId } };
  const hub = await openHub({
    drivers: [driver],
    transports: [capture],
    clock,
    devices: [{ id: "d", driver: driver.id, transport }],
  });
  hub.readings$.subscribe(capture.reading);
  for (const report of reports) {
    await clock.run(clock.now() + 250);
    hid.last.send(report);
  }
  await clock.run(clock.now() + 250);
  hid.unplug();
  await clock.settle();
  await hub.close();
  file.end();
}

const long = aimReports("]Q1", `https://store.example/m/${"0123456789".repeat(12)}`);
await record(hidScanner, "aim-64", [
  ...scannerFrames.map(({ bytes }) => bytes),
  ...long,
  ...scannerFrames.map(({ bytes }) => bytes),
]);
await record(
  hidScale,
  "scale",
  [...scaleFrames, ...scaleFrames].map(({ bytes }) => bytes),
);
