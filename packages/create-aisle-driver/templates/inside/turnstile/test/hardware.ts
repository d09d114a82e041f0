import type { ConformanceFixture } from "@aisle/sdk/testing";

/** There is no hardware: it speaks by itself. */
export const hardware: ConformanceFixture<"turnstile", "__TRANSPORT__"> = {
  settings: {},
  invalidSettings: [{ every: 0 }],
  transport: () => undefined,
  pace: 600,
  frames: [{ act: () => undefined, readings: [{ type: "counters", data: { in: 12, out: 7 } }] }],
};
