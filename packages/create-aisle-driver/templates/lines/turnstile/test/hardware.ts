import { lines } from "@aisle/sdk";
import { type ConformanceFixture, fakeByteTransport } from "@aisle/sdk/testing";

/** What stands for the hardware: what it sends, and what it answers. */
export const hardware: ConformanceFixture<"turnstile", "__TRANSPORT__"> = {
  settings: { probeEvery: 2_000 },
  invalidSettings: [{ probeEvery: 0 }, { probeEvery: "5 s" }],
  transport: () => fakeByteTransport(),
  answer: (written) => (new TextDecoder().decode(written) === "?\r\n" ? "!\r\n" : "OK\r\n"),
  frames: [
    { bytes: "P in\r\n", readings: [{ type: "passage", data: { phase: "completed", direction: "in" } }] },
    { bytes: "C 12 7\r\n", readings: [{ type: "counters", data: { in: 12, out: 7 } }] },
  ],
  commands: [
    { name: "admit", input: { direction: "in" }, written: "A in\r\n" },
    { name: "setMode", input: { mode: "locked" }, written: "M locked\r\n" },
  ],
  parser: lines(),
};
