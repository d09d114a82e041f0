import { type ConformanceFixture, fakeHttpTransport } from "@aisle/sdk/testing";

type Objects = readonly { readonly box: readonly [number, number, number, number]; readonly score: number }[];

const seen = (objects: Objects) => ({
  act: ({ routes }: ReturnType<typeof fakeHttpTransport>) => {
    routes.set("GET /objects", objects);
  },
  readings: [{ type: "detections" as const, data: { objects } }],
});

/** What stands for the hardware: what it answers. */
export const hardware: ConformanceFixture<"camera", "__TRANSPORT__"> = {
  settings: {},
  invalidSettings: [{ every: 0 }],
  transport: () => fakeHttpTransport({ "GET /objects": [] }),
  pace: 600,
  frames: [seen([]), seen([{ box: [120, 80, 40, 90], score: 0.93 }])],
};
