import { PlateFlag } from "@aisle/sdk";
import { type ConformanceFixture, fakeHidTransport } from "@aisle/sdk/testing";
import { reports } from "../src/protocol.ts";

/** What stands for the hardware: what it sends. */
export const hardware: ConformanceFixture<"weight-shelf", "__TRANSPORT__"> = {
  settings: {},
  invalidSettings: [{ unit: 1 }],
  transport: () => fakeHidTransport(),
  frames: [
    {
      // 500 × 10⁰ g, stable.
      bytes: Uint8Array.of(3, 4, 2, 0, 0xf4, 0x01),
      readings: [
        {
          type: "weights",
          data: { grams: Float32Array.of(500), samples: 1, plates: 1, dt: 0, flags: Uint8Array.of(PlateFlag.Stable) },
        },
      ],
    },
  ],
  parser: reports,
};
