import { lines } from "@aisle/sdk";
import { type ConformanceFixture, fakeByteTransport } from "@aisle/sdk/testing";

/** What stands for the hardware: what it sends, and what it answers. */
export const hardware: ConformanceFixture<"barcode-scanner", "__TRANSPORT__"> = {
  settings: { probeEvery: 2_000 },
  invalidSettings: [{ probeEvery: 0 }, { probeEvery: "5 s" }],
  transport: () => fakeByteTransport(),
  answer: (written) => (new TextDecoder().decode(written) === "?\r\n" ? "!\r\n" : "OK\r\n"),
  frames: [
    { bytes: "]E04006381333931\r\n", readings: [{ type: "scan", data: { symbology: "]E0", data: "4006381333931" } }] },
    { bytes: "]Q1hello\r\n", readings: [{ type: "scan", data: { symbology: "]Q1", data: "hello" } }] },
  ],
  commands: [{ name: "trigger", input: {}, written: "T\r\n" }],
  parser: lines(),
};
