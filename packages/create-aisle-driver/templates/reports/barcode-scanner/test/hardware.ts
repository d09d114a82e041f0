import { type ConformanceFixture, fakeHidTransport } from "@aisle/sdk/testing";
import { reports } from "../src/protocol.ts";

const text = new TextEncoder();

/** What stands for the hardware: what it sends. */
export const hardware: ConformanceFixture<"barcode-scanner", "__TRANSPORT__"> = {
  settings: {},
  invalidSettings: [{ unit: 1 }],
  transport: () => fakeHidTransport(),
  frames: [
    {
      bytes: Uint8Array.of(2, ...text.encode("]E0"), 8, ...text.encode("96385074")),
      readings: [{ type: "scan", data: { symbology: "]E0", data: "96385074" } }],
    },
  ],
  parser: reports,
};
