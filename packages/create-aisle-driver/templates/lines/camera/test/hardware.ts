import { lines } from "@aisle/sdk";
import { type ConformanceFixture, fakeByteTransport } from "@aisle/sdk/testing";

/** What stands for the hardware: what it sends, and what it answers. */
export const hardware: ConformanceFixture<"camera", "__TRANSPORT__"> = {
  settings: { probeEvery: 2_000 },
  invalidSettings: [{ probeEvery: 0 }, { probeEvery: "5 s" }],
  transport: () => fakeByteTransport(),
  answer: (written) => (new TextDecoder().decode(written) === "?\r\n" ? "!\r\n" : "OK\r\n"),
  frames: [
    {
      bytes: "D 120,80,40,90,0.93\r\n",
      readings: [{ type: "detections", data: { objects: [{ box: [120, 80, 40, 90], score: 0.93 }] } }],
    },
    { bytes: "D\r\n", readings: [{ type: "detections", data: { objects: [] } }] },
  ],
  parser: lines(),
};
