// Records `captures/`: our emulators on loopback, through the `serial` transport. `tsx test/record-captures.ts`.
// With a device at hand: put its transport settings in place of `{ host, port }`, use it for a while, press Ctrl-C.
import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { type AnyDriver, openHub } from "@aisle/sdk";
import { captureTransport } from "@aisle/sdk/testing";
import { createSerialTransport, serialScale, serialScanner, serialTurnstile } from "../src/index.ts";
import { alarmFrame, boardAnswer, eventFrame } from "./emulators/board.ts";
import { scaleAnswer, weights } from "./emulators/scale.ts";
import { scannerAnswer, scans } from "./emulators/scanner.ts";

type Bytes = string | Uint8Array;

async function record(
  name: string,
  driver: AnyDriver,
  settings: object,
  answer: (written: Uint8Array) => Bytes | undefined,
  says: readonly Bytes[],
  every: number,
): Promise<void> {
  let end: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  const emulator = createServer((socket) => {
    socket.on("data", (bytes) => socket.write(answer(bytes) ?? ""));
    let count = 0;
    const timer = setInterval(() => {
      socket.write(says[count % says.length] ?? "");
      count += 1;
      if (count === 2 * says.length) end();
    }, every);
    socket
      .on("error", () => undefined)
      .on("close", () => {
        clearInterval(timer);
      });
  });
  emulator.listen(0, "127.0.0.1");
  await once(emulator, "listening");
  const { port } = emulator.address() as AddressInfo;
  const file = createWriteStream(new URL(`../captures/${name}.jsonl`, import.meta.url));
  const capture = captureTransport(createSerialTransport(), (line) => file.write(line));
  const hub = await openHub({
    drivers: [driver],
    transports: [capture],
    devices: [{ id: name, driver: driver.id, settings, transport: { host: "127.0.0.1", port } }],
  });
  hub.readings$.subscribe(capture.reading);
  await ended;
  await hub.close();
  emulator.close();
  file.end();
}

const bytesOf = ({ bytes }: { readonly bytes: string }): string => bytes;
await record("scanner", serialScanner, {}, scannerAnswer, scans.map(bytesOf), 300);
await record("mt-sics", serialScale, { profile: "mt-sics" }, scaleAnswer, weights.map(bytesOf), 150);
const events = [
  eventFrame(1, 0, 1),
  eventFrame(2, 0, 2),
  eventFrame(3, 0, 3),
  alarmFrame(2, true, 4),
  alarmFrame(2, false, 5),
];
await record("board", serialTurnstile, { pollEvery: 1_000 }, boardAnswer, events, 250);
