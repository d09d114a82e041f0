// Records `captures/ls-1.jsonl`: run it with a scanner's address, `tsx test/record-capture.ts 10.0.0.9 4001`,
// and scan for a while; Ctrl-C ends it. Without an address it records the emulator, as was done for this example.
import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { openHub, tcp } from "@aisle/sdk";
import { captureTransport } from "@aisle/sdk/testing";
import lineScanner from "../src/index.ts";
import { answer, scans } from "./emulator.ts";

let finish: () => void = () => undefined;
const ended = new Promise<void>((resolve) => {
  finish = resolve;
});
process.once("SIGINT", finish);

const [host = "127.0.0.1", given] = process.argv.slice(2);

const emulator = createServer((socket) => {
  socket.on("data", (bytes) => socket.write(answer(bytes) ?? ""));
  let count = 0;
  const timer = setInterval(() => {
    socket.write(scans[count % scans.length]!.line);
    count += 1;
    if (count === 12) finish();
  }, 700);
  socket
    .on("error", () => undefined)
    .on("close", () => {
      clearInterval(timer);
    });
});
if (given === undefined) {
  emulator.listen(0, "127.0.0.1");
  await once(emulator, "listening");
}
const port = given === undefined ? (emulator.address() as AddressInfo).port : Number(given);

const file = createWriteStream(new URL("../captures/ls-1.jsonl", import.meta.url));
const capture = captureTransport(tcp, (line) => file.write(line));
const hub = await openHub({
  drivers: [lineScanner],
  transports: [capture],
  devices: [{ id: "scan-1", driver: lineScanner.id, settings: { probeEvery: 2_000 }, transport: { host, port } }],
});
hub.readings$.subscribe(capture.reading);
await ended;
await hub.close();
emulator.close();
file.end();
