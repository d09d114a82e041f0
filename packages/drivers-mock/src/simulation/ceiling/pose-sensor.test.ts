import type { Pose } from "@aisle/sdk";
import { describe, expect, it } from "vitest";
import type { SimulationSettingsInput } from "../settings.ts";
import { createSimulation } from "../simulation.ts";

const startsAt = Date.UTC(2030, 0, 7, 8);
const perfect = {
  poseNoise: 0,
  missedDetections: 0,
  missedKeypoints: 0,
  missedFrames: 0,
  falseAlarms: 0,
  brokenIds: 0,
  lateReadings: 0,
  duplicateReadings: 0,
  clockOffset: 0,
};

interface Frame {
  readonly at: number;
  readonly objects: readonly Pose[];
}

/** What the sensor saw for a while, and where everybody really was. */
function watch(difficulty: SimulationSettingsInput["difficulty"], seconds = 60) {
  const places = new Map<number, (readonly [string, number, number])[]>();
  const simulation = createSimulation({
    seed: 9,
    startsAt,
    until: startsAt + seconds * 1000,
    aisles: 1,
    sensors: "ceiling",
    difficulty: { ...perfect, ...difficulty },
    onPosition: (person, at, x, y) => places.set(at, [...(places.get(at) ?? []), [person, x, y]]),
  });
  const frames: Frame[] = [];
  for (const batch of simulation.readings())
    for (const { reading } of batch)
      if (reading.type === "poses") frames.push({ at: reading.at ?? 0, objects: reading.data.objects });
  const poses = frames.flatMap(({ objects }) => objects);
  /** How far each head was from the nearest body, where a body's place is known for that moment or the step before. */
  const off = frames.flatMap(({ at, objects }) =>
    objects.flatMap(({ head }) => {
      const near = (places.get(at) ?? places.get(at - 20) ?? []).map(([, x, y]) =>
        Math.hypot(head[0] - x, head[1] - y),
      );
      return near.length === 0 ? [] : [Math.min(...near)];
    }),
  );
  return { frames, poses, off };
}

const ids = (poses: readonly Pose[]): number => new Set(poses.map(({ id }) => id)).size;

describe("the pose sensor of a simulated store", () => {
  it("sees everybody in the store fifteen times a second, head and both wrists, where they are", () => {
    const { frames, poses, off } = watch({});
    expect(frames.length / 60).toBeCloseTo(15, 0);
    expect(poses.every(({ wrists }) => wrists?.length === 2)).toBe(true);
    expect(off.length).toBeGreaterThan(100);
    // A head leans towards where the body faces.
    expect(Math.max(...off)).toBeLessThan(0.16);
  });

  it("is off by as much as it is told", () => {
    const { off } = watch({ poseNoise: 0.2 });
    const mean = off.reduce((sum, metres) => sum + metres, 0) / off.length;
    expect(mean).toBeGreaterThan(0.2);
    expect(mean).toBeLessThan(0.3);
  });

  it("misses people and wrists as often as it is told", () => {
    const all = watch({});
    const some = watch({ missedDetections: 0.5 });
    expect(some.poses.length / all.poses.length).toBeGreaterThan(0.4);
    expect(some.poses.length / all.poses.length).toBeLessThan(0.6);
    const handless = watch({ missedKeypoints: 1 });
    expect(handless.poses.every(({ wrists }) => wrists === undefined)).toBe(true);
  });

  it("gives new ids, or swaps them, as often as it is told", () => {
    const { poses, frames } = watch({});
    const broken = watch({ brokenIds: 0.02 });
    expect(ids(broken.poses)).toBeGreaterThan(ids(poses) * 3);
    const jumps = (seen: readonly Frame[]): number => {
      const last = new Map<unknown, Pose>();
      let count = 0;
      for (const { objects } of seen)
        for (const pose of objects) {
          const before = last.get(pose.id);
          if (before !== undefined && Math.hypot(pose.head[0] - before.head[0], pose.head[1] - before.head[1]) > 0.25)
            count++;
          last.set(pose.id, pose);
        }
      return count;
    };
    const swapped = watch({ swappedIds: 0.3 });
    expect(jumps(swapped.frames)).toBeGreaterThan(jumps(frames) + 5);
    expect(ids(swapped.poses)).toBe(ids(poses));
  });

  it("sees heads where nobody is, for a moment", () => {
    const { off } = watch({ falseAlarms: 0.2 });
    expect(off.filter((metres) => metres > 0.5).length).toBeGreaterThan(10);
  });
});
