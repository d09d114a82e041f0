import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fakeByteTransport, fakeProvider, testHub } from "@aisle/sdk/testing";
import { expect, it } from "vitest";
import { lineScanner } from "./line-scanner.ts";

const read = (name: string): string => readFileSync(join(import.meta.dirname, name), "utf8");

it("the driver of the README is the one that is tested, and about thirty lines", () => {
  const driver = read("line-scanner.ts").trimEnd();
  expect(read("../README.md")).toContain(driver);
  expect(driver.split("\n").length).toBeLessThanOrEqual(40);
});

it("the test of the README passes", async () => {
  const line = fakeByteTransport();
  await using store = await testHub({
    drivers: [lineScanner],
    transports: [fakeProvider("tcp", line)],
    devices: [{ id: "scan-1", driver: "acme-scanner", transport: { port: 1 } }],
  });
  line.feed("]E04006381");
  line.feed("333931\r\n");
  expect(store.readings).toMatchObject([{ type: "scan", data: { data: "4006381333931" } }]);
  line.fail(new Error("unplugged"));
  await store.clock.run(1_000);
  expect(store.hub.device("scan-1", "barcode-scanner").status.state).toBe("online");
  await store.hub.device("scan-1", "barcode-scanner").commands.trigger({});
  expect(line.written).toBe("T\r\n");
});
