import { lines } from "@aisle/sdk";
import { type ConformanceFixture, fakeByteTransport } from "@aisle/sdk/testing";

/** What stands for the hardware: what it sends, and what it answers. */
export const hardware: ConformanceFixture<"weight-shelf", "__TRANSPORT__"> = {
  settings: { probeEvery: 2_000 },
  invalidSettings: [{ probeEvery: 0 }, { probeEvery: "5 s" }],
  transport: () => fakeByteTransport(),
  answer: (written) => (new TextDecoder().decode(written) === "?\r\n" ? "!\r\n" : "OK\r\n"),
  frames: [
    {
      bytes: "W 100.5 -2.25\r\n",
      readings: [{ type: "weights", data: { grams: Float32Array.of(100.5, -2.25), samples: 1, plates: 2, dt: 0 } }],
    },
  ],
  commands: [{ name: "tare", input: { plates: [0, 1] }, written: "Z 0 1\r\n" }],
  parser: lines(),
};
