import { once } from "node:events";
import { readFileSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { openHub } from "@aisle/sdk";
import { filter, firstValueFrom } from "rxjs";
import { expect, it } from "vitest";
import lineScanner from "../src/index.ts";
import { answer, scans } from "./emulator.ts";

it("the driver reads, knows and triggers a scanner on a real socket", async () => {
  const [scan] = scans;
  const server = createServer((socket) => {
    socket.on("data", (bytes) => {
      socket.write(answer(bytes) ?? "");
      if (String(bytes) === "T\r\n") socket.write(scan.line);
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const hub = await openHub({
    drivers: [lineScanner],
    devices: [{ id: "scan-1", driver: lineScanner.id, transport: { port } }],
  });
  const scanner = hub.device("scan-1", "barcode-scanner");
  await firstValueFrom(scanner.status$.pipe(filter(({ state }) => state === "online")));
  expect(scanner.info).toEqual({ maker: "Acme", model: "LS-1", firmware: "2.4", serialNumber: "SN00417" });
  const reading = firstValueFrom(scanner.readings$);
  await expect(scanner.commands.trigger({})).resolves.toEqual({ outcome: "done", output: undefined });
  await expect(reading).resolves.toMatchObject({ data: { symbology: scan.symbology, data: scan.data } });
  await hub.close();
  const closed = once(server, "close");
  server.close();
  await closed;
});

it("the driver is at most eighty lines of code", () => {
  const code = readFileSync(new URL("../src/line-scanner.ts", import.meta.url), "utf8")
    .split("\n")
    .filter((line) => !/^\s*(?:\/\/|\/\*\*|\*|$)/.test(line));
  expect(code.length).toBeLessThanOrEqual(80);
});
