import { type DeviceKind, type DriverReading, defineDriver, type Hub, openHub } from "@aisle/sdk";
import { Subject } from "rxjs";
import type { Crowd } from "./crowd.ts";
import { crowdedModel } from "./crowded-model.ts";

const settings = {
  "~standard": { version: 1, vendor: "aisle", validate: (value: unknown) => ({ value }) },
} as const;

/** A driver whose devices say what is put into `say`, by their ids. */
function spokenDriver<K extends DeviceKind>(kind: K) {
  const streams = new Map<string, Subject<DriverReading<K>>>();
  const driver = defineDriver({
    id: `crowd-${kind}`,
    kind,
    transport: "none",
    settings,
    liveness: "unwatched",
    open: ({ device }) => {
      const readings = new Subject<DriverReading<K>>();
      streams.set(device, readings);
      return { readings };
    },
  });
  return { driver, say: (device: string, reading: DriverReading<K>) => streams.get(device)?.next(reading) };
}

/** The devices of the crowded store behind a real hub. */
export interface CrowdedHub {
  readonly hub: Hub;
  /** Each camera's frame and each shelf's samples of the last 100 ms. */
  readonly speak: (crowd: Crowd) => void;
}

export async function openCrowdedHub(random: () => number): Promise<CrowdedHub> {
  const cameras = spokenDriver("camera");
  const shelves = spokenDriver("weight-shelf");
  const hub = await openHub({
    drivers: [cameras.driver, shelves.driver],
    devices: [
      ...crowdedModel.cameras.map(({ id }) => ({ id, driver: "crowd-camera" })),
      ...crowdedModel.shelves.map(({ id }) => ({ id, driver: "crowd-weight-shelf" })),
    ],
  });
  return {
    hub,
    speak({ shoppers }) {
      for (const { id, t, width, height, K } of crowdedModel.cameras) {
        const objects = shoppers.flatMap(({ x, y }, index) => {
          const [u, v] = [640 + (K[0][0] * (x + t[0])) / 4, 480 - (K[0][0] * (y - t[1])) / 4];
          if (u < 0 || v < 0 || u >= width || v >= height) return [];
          const box = [u - 30, v - 60, 60, 120] as const;
          return [{ id: index, box, score: 0.9 }];
        });
        cameras.say(id, { type: "detections", data: { objects } });
      }
      for (const { id, plates } of crowdedModel.shelves) {
        const grams = Float32Array.from({ length: plates.length * 2 }, () => 2_000 + random());
        shelves.say(id, { type: "weights", data: { grams, samples: 2, plates: plates.length, dt: 50 } });
      }
    },
  };
}
