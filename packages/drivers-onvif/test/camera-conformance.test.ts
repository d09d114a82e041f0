import { describeDriverConformance } from "@aisle/sdk/testing/vitest";
import { crossing, type FakeCamera, fakeCamera } from "../src/camera/fake-camera.fixture.ts";
import { onvifCamera } from "../src/camera/index.ts";
import { sampleMetadata } from "../src/metadata/documents.fixture.ts";

/** Each said with a time of its own, as a camera does. */
let moment = Date.parse("2026-01-01T00:00:00Z");
const next = (): number => {
  moment += 40;
  return moment;
};
const act =
  (say: (camera: FakeCamera) => void) =>
  (camera: unknown): void => {
    say(camera as FakeCamera);
  };

const frames = [
  {
    act: act((camera) => {
      camera.metadata(
        sampleMetadata(
          [
            { id: 4, type: "Human" },
            { id: 5, type: "Head", parent: 4, box: [0, 0.1, 0.2, -0.1] },
          ],
          new Date(next()).toISOString(),
        ),
      );
    }),
    readings: [
      {
        type: "detections" as const,
        data: { objects: [{ id: "4", box: [250, 200, 250, 400] as const, score: 0.9, head: [550, 400] as const }] },
      },
    ],
  },
  {
    act: act((camera) => {
      camera.event(crossing({ at: next() }));
    }),
    readings: [{ type: "crossing" as const, data: { line: "door", direction: "in" as const, object: "5" } }],
  },
  {
    act: act((camera) => {
      camera.event(crossing({ topic: "RuleEngine/CountAggregation/Counter", at: next() }, { Count: "12" }));
    }),
    readings: [{ type: "count" as const, data: { counter: "door", value: 12 } }],
  },
];
const common = {
  manifest: new URL("../package.json", import.meta.url),
  docs: new URL("../README.md", import.meta.url),
  transport: () => fakeCamera(),
  frames,
  commands: [{ name: "snapshot" as const, input: {} }],
};

describeDriverConformance(
  onvifCamera,
  {
    ...common,
    settings: {},
    invalidSettings: [
      { fps: 0 },
      { fps: 25, metadata: false },
      { lines: { door: "in" } },
      { frames: { every: 1 } },
      { picture: { width: 10 } },
    ],
  },
  { require: "silver" },
);
describeDriverConformance(onvifCamera, { ...common, settings: { fps: 2 } }, { require: "silver" });
