import type { ConformanceFixture } from "@aisle/sdk/testing";

/** There is no hardware: it speaks by itself. */
export const hardware: ConformanceFixture<"weight-shelf", "__TRANSPORT__"> = {
  settings: {},
  invalidSettings: [{ every: 0 }],
  transport: () => undefined,
  pace: 600,
  frames: [
    {
      act: () => undefined,
      readings: [{ type: "weights", data: { grams: Float32Array.of(500), samples: 1, plates: 1, dt: 0 } }],
    },
  ],
};
