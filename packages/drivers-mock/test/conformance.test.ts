import type { DeviceKind, DriverReading } from "@aisle/sdk";
import { type ConformanceFixture, conformanceDevice } from "@aisle/sdk/testing";
import { describeDriverConformance } from "@aisle/sdk/testing/vitest";
import { sceneDrivers } from "../src/playback/scene-drivers.ts";
import { Switchboard } from "../src/playback/switchboard.ts";

const [camera, turnstile, barcodeScanner, weightShelf] = sceneDrivers;

/** A source with one device, which says these readings and carries every command out. */
function fixture<K extends DeviceKind>(
  readings: readonly DriverReading<K>[],
  commands: NonNullable<ConformanceFixture<K, "scene">["commands"]>,
): ConformanceFixture<K, "scene"> {
  let board: Switchboard | undefined;
  return {
    // They come with a playback and not as a plugin; this is what their manifest would say.
    manifest: new URL("./scene-drivers.manifest.json", import.meta.url),
    settings: {},
    transport: () => {
      board = new Switchboard([conformanceDevice], () => undefined);
      return board;
    },
    frames: readings.map((reading) => ({
      act: () =>
        board?.deliver({ device: conformanceDevice, receivedAt: 0, reading: structuredClone(reading) } as never),
      readings: [reading],
    })),
    commands,
    docs: new URL("../README.md", import.meta.url),
  };
}

describeDriverConformance(
  camera,
  fixture(
    [
      { type: "detections", data: { objects: [{ box: [1, 2, 30, 40], score: 0.5, head: [15, 8] }] } },
      { type: "poses", data: { objects: [{ id: 7, score: 1, head: [1, 2, 1.7], wrists: [[1, 2, 1]] }] } },
    ],
    [{ name: "snapshot", input: {} }],
  ),
  { require: "silver" },
);

describeDriverConformance(
  turnstile,
  fixture(
    [
      { type: "passage", data: { phase: "completed", direction: "in" } },
      { type: "mode", data: { mode: "locked" } },
    ],
    [
      { name: "admit", input: { direction: "in" } },
      { name: "setMode", input: { mode: "locked" } },
    ],
  ),
  { require: "silver" },
);

describeDriverConformance(
  barcodeScanner,
  fixture([{ type: "scan", data: { symbology: "]E0", data: "96385074" } }], [{ name: "trigger", input: {} }]),
  { require: "silver" },
);

describeDriverConformance(
  weightShelf,
  fixture(
    [
      { type: "weights", data: { grams: Float32Array.of(500, Number.NaN), samples: 1, plates: 2, dt: 0 } },
      { type: "rebaselined", data: { plates: [0], cause: "tare" } },
    ],
    [{ name: "tare", input: {} }],
  ),
  { require: "silver" },
);
