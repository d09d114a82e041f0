import type { ConformanceFixture } from "@aisle/sdk/testing";

/** There is no hardware: it speaks by itself. */
export const hardware: ConformanceFixture<"camera", "__TRANSPORT__"> = {
  settings: {},
  invalidSettings: [{ every: 0 }],
  transport: () => undefined,
  pace: 600,
  frames: [{ act: () => undefined, readings: [{ type: "count", data: { counter: "entrance", value: 12 } }] }],
};
